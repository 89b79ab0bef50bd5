/** Sätze über Fehler, Dateien und Spielzüge. Ohne Vorwurf, ohne "ungültig" ohne Grund. */
import type { en as english } from '../en.ts'
import type { Translated } from '../language.ts'
import { checkWords } from './check-words.ts'
import { codeWords } from './code-words.ts'
import { exploreWords } from './explore-words.ts'

/** `; versuch a, b` */
function tryOnly(choices: readonly string[]): string {
  return choices.length === 0 ? '' : `; versuch ${choices.join(', ')}`
}

/** `p99@files.disk ≤ 1.2 ms`, so lang, wie der Text eines Ziels sein darf. */
function goalText(metric: string, op: string, target: string): string {
  return `${metric} ${op === '>=' ? '≥' : op === '<=' ? '≤' : '='} ${target}`.slice(0, 36)
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'true oder false',
  array: 'eine Liste: Zeilen, die mit einem Bindestrich beginnen',
  object: 'Felder: Zeilen wie "name: wert"',
  record: 'Felder: Zeilen wie "name: wert"',
  tuple: 'eine Liste von zweien',
}

const UNITS: Readonly<Record<string, { readonly is: string; readonly as: string }>> = {
  'bytes/s': { is: 'Bytes je Sekunde', as: '320MB/s oder 64K/s' },
  bytes: { is: 'eine Größe in Bytes', as: '64M oder 2G' },
  ns: { is: 'eine Zeit', as: '180us oder 5ms' },
  '0–1': { is: 'ein Anteil', as: '25% oder 0.25' },
}

export const messages: Translated<typeof english> = {
  moves: {
    unreadable: (text) => `"${text}" ist kein Schritt; einer lautet: set files.disk.controller virtio-blk`,
    onLine: (line, problem) => `Zeile ${line}: ${problem}`,
  },
  play: {
    noSuchKnob: (key, choices) => `dieses Level hat keinen Regler "${key}"${tryOnly(choices)}`,
    notOffered: (key, value, choices) => `${key} hat hier keinen Wert "${value}"${tryOnly(choices)}`,
    already: (key, value) => `${key} ist schon ${value}`,
    nothingToUndo: 'nichts zurückzunehmen: das ist der Start',
    nothingToRedo: 'nichts zu wiederholen',
    noHint: 'dieses Level hat keinen solchen Hinweis',
    noChoice: 'es gibt keine solche Antwort',
    guessTooLate: 'geschätzt wird vor dem ersten Lauf',
  },
  campaign: {
    noSuchLevel: (name, choices) => `kein Level "${name}"${tryOnly(choices)}`,
  },
  progress: {
    notJson: 'der gespeicherte Stand ist kein JSON, vielleicht beim Schreiben abgeschnitten',
    foreign: 'diese Datei ist kein Stand von exitless',
    newer: (format, known) =>
      `der gespeicherte Stand hat Format ${format}, und diese Version kennt ${known}: ein neueres exitless schrieb ihn. Er bleibt, wie er ist, und nichts wird darüber gespeichert`,
  },
  daily: {
    title: 'Aufgabe eines Tages',
    number: 'T',
    of: (date) => `Aufgabe vom ${date}`,
    boots: 'der Gast startet',
    goal: (metric, op, target) => goalText(metric.slice(0, 20), op, target),
    teaches: 'nichts Neues: ein Host, den das Datum gezogen hat',
    brief: (goals) => `Ein Host, den niemand gebaut hat. Mehr als eine Aufstellung erreicht dies: ${goals}.`,
    reference: 'Gefunden durch Messen jeder Aufstellung.',
    one: 'eine, die besteht',
    other: 'eine andere, ihr unähnlich',
    debrief: (winning, of) =>
      `${winning} von ${of} Aufstellungen bestehen. Der Host wurde aus dem Datum gezogen, ganz gemessen, und seine Ziele liegen, wohin mehrere Wege führen.`,
  },
  sandbox: {
    title: 'Sandkasten',
    brief: 'Ein eigener Host.',
    goal: (metric, op, target) => goalText(metric.slice(0, 24), op, target),
    addGuest: 'ein Gast',
    addShown: (guest, device) => `für ${guest}: ein Gerät an ${device}`,
    addDevice: (model) => `ein echtes Gerät: ${model}`,
    addGoal: 'ein Ziel',
    about: {
      era: 'Was Prozessoren und Kernel dieser Jahre für jede Handlung brauchen.',
      cores: 'Worauf Threads laufen; auf mehr davon warten sie weniger aufeinander.',
      'NUMA nodes': 'Kerne und Speicher in so vielen Hälften: was in einer anderen liegt, ist weiter weg.',
      'threads a core': '2: benachbarte Kerne sind Geschwister und teilen, was rechnet.',
      'run, ms': 'Wie lange man der Arbeit zusieht. Längere Läufe brauchen länger.',
      model: 'Das echte Gerät: was es braucht, und wie viel es zugleich tut.',
      system: 'Welche Treiber es ab Werk hat, und welche Gewohnheiten.',
      'asks for': 'Was der Gast mit diesem Gerät tut.',
      pattern: 'Eine Stelle nach der anderen, oder irgendwo.',
      metric: 'Worauf das Ziel sieht; hinter dem @ steht, wessen.',
      is: 'Mindestens, höchstens oder genau.',
    },
    nothingThere: 'hier tut noch nichts etwas: gib einen Gast, ein Gerät, und zeig dem Gast dieses Gerät',
    noSuchValue: (field, value) => `${field} kann nicht "${value}" sein`,
    notASandbox: 'diese Datei enthält keinen Host: sie braucht die Abschnitte host, guests und workloads',
    badStart: (problem) => `so kann es nicht beginnen: ${problem}`,
  },
  level: {
    notALevel: 'diese Datei enthält kein Level: es ist eine Liste von Feldern wie "title: …"',
    oneOf: (choices) => `nimmt eines von ${choices.join(', ')}`,
    missing: 'fehlt',
    unknownField: (key, choices) => `es gibt kein Feld "${key}"${tryOnly(choices)}`,
    expected: (kind) => `sollte ${KINDS[kind] ?? kind} sein`,
    notAmong: (value, choices) => `"${value}" gibt es hier nicht${tryOnly(choices)}`,
    tooBig: (origin, most, given) =>
      origin === 'string'
        ? `ist ${given} Zeichen lang; höchstens ${most} passen`
        : origin === 'array'
          ? `hat ${given} Einträge; höchstens ${most} passen`
          : `ist ${given}; höchstens ${most}`,
    tooSmall: (origin, least, given) =>
      origin === 'string'
        ? 'ist leer'
        : origin === 'array'
          ? `hat ${given} Einträge; mindestens ${least} braucht es`
          : `ist ${given}; mindestens ${least}`,
    identifier: 'besteht aus kleinen Buchstaben, Ziffern und Bindestrichen und beginnt mit einem Buchstaben',
    address: 'ist eine PCI-Adresse wie 0000:01:00.0',
    link: 'ist kein Link; er beginnt mit https://',
    size: (given) => `${given} ist keine Größe; schreib Bytes, oder 64K, 4M, 2G`,
    time: (given) => `${given} ist keine Zeit; schreib Nanosekunden, oder 800ns, 20us, 50ms`,
    target: (given) => `${given} ist keine Zahl; schreib 100, 5ms, 64K, 320MB/s oder 25%`,
    otherUnit: (metric, given, unit) =>
      `${metric} ist ${UNITS[unit]?.is ?? 'eine bloße Zahl'}, und "${given}" nicht: schreib ${UNITS[unit]?.as ?? 'eine ohne Einheit, wie 100'}`,
    afterTheEnd: (at, end) =>
      `geschieht bei ${at}, und der Lauf endet bei ${end}: lass es früher geschehen, oder gib dem Lauf mehr Dauer`,
    afterTheCut: (at) =>
      `geschieht, nachdem bei ${at} der Strom weg ist, wo nichts mehr geschieht: lass es früher geschehen`,
    idleAct: (kind, flow) =>
      `${kind} ist eine Tat eines echten Geräts, und ${flow} spielt in jeder erlaubten Aufstellung Software: gib es ganz her (vfio-pci), oder biete das an`,
    idleKnob: (key) =>
      `${key} bedeutet hier nichts, wie die anderen Regler auch stehen: lass ihn weg, oder biete an, wozu er gehört`,
    duration: 'ein Lauf dauert zwischen 1ms und 200ms',
    condition: 'eine Bedingung ist eines von: knob und is; metric, op und value; runs; all; any; not',
    noSuchMetric: (id, choices) => `kein Maß "${id}"${tryOnly(choices)}`,
    noSelector: (name, selector, choices) =>
      `${name} hat auf diesem Host kein "${selector}"${tryOnly(choices)}`,
    selectorless: (name) => `${name} ist eine Zahl für den ganzen Host; lass weg, was hinter @ steht`,
    neither: (id) => `${id} ist weder groß noch klein besser; ein Hauptmaß ist eines von beiden`,
    noSuchKnob: (key, choices) => `dieser Host hat keinen Regler "${key}"${tryOnly(choices)}`,
    twice: (value) => `${value} steht zweimal da`,
    startNotOffered: (key, value) =>
      `${key} beginnt mit ${value}, das nicht unter den Werten ist; nimm es auf, oder setz in start einen anderen`,
    noSuchFlow: (flow, choices) => `kein Gast hat ein Gerät "${flow}"${tryOnly(choices)}`,
    noSuchDevice: (name, choices) => `host.devices hat kein "${name}"${tryOnly(choices)}`,
    whichBacking: (choices) => `welches echte Gerät steht dahinter? Gib "backing" an${tryOnly(choices)}`,
    noWorkload: (flow) => `${flow} hat keine Last; gib "${flow}: { op: read }" an`,
    noSuchGoal: (id, choices) => `kein Ziel handelt von "${id}"${tryOnly(choices)}`,
    emptyChoice: '"from" ist nicht unter "to", also liegt nichts darin',
    overlap: (number) => `überschneidet sich mit Antwort ${number}`,
    noSuchLevel: (id, choices) => `kein Level hat die id "${id}"${tryOnly(choices)}`,
    isolation: 'die Trennung hält',
    translation: {
      missing: (text) => `fehlt; das Level sagt "${text}"`,
      tooMuch: 'hat im Level nichts, wofür es stehen könnte; streich es',
      numbers: (here, there) =>
        `${here === '' ? 'nennt keine Zahl' : `nennt ${here}`}, und das Level ${there === '' ? 'keine' : there}`,
      noLevel: (id) => `kein Level hat die id "${id}"; so heißt diese Datei`,
    },
  },
  scenario: {
    notAScenario: 'diese Datei enthält kein Szenario: es ist eine Liste von Feldern wie "id: V31"',
    id: 'besteht aus Buchstaben, Ziffern, Punkten und Bindestrichen und beginnt mit einem Buchstaben',
    duration: 'ein Lauf dauert zwischen 1ms und 1s',
    noConfiguration: (name, choices) => `es gibt keine Aufstellung "${name}"${tryOnly(choices)}`,
    notMeasured: (name, choices) => `"${name}" wurde hier nicht gemessen${tryOnly(choices)}`,
    noReference: (name) =>
      `"${name}" ist der Bezug und hat keinen Wert; sag, was gemessen wurde, oder 1, wo nur Anteile bekannt sind`,
    tooFew: (least) =>
      least === 1
        ? 'hat keinen Wert; sag, was gemessen wurde'
        : 'ein Anteil braucht zwei Aufstellungen: den Bezug und eine andere; oder sag absolute: true',
  },
  check: checkWords,
  code: codeWords,
  explore: exploreWords,
  file: {
    notYaml: 'das ist kein YAML',
    yaml: {
      TAB_AS_INDENT: 'ein Tabulator rückt diese Zeile ein; YAML will Leerzeichen',
      DUPLICATE_KEY: 'dieses Feld steht hier zweimal; behalt eines',
      BAD_INDENT: 'diese Zeile ist anders eingerückt als ihre Nachbarn',
      MISSING_CHAR: 'etwas ist nicht geschlossen: ein Anführungszeichen oder eine Klammer',
    },
    tooLarge: (kib) => `die Datei ist größer als ${kib} KiB; ein Level hat ein paar`,
    aliases: 'Verweise (*name) wiederholen einander zu oft; schreib die Werte aus',
    ownChapter: 'eigene Levels',
    noChapter: 'fehlt: ein Kapitel hat eine Datei mit format, id und title',
    idTwice: (id, file) => `die id "${id}" gehört schon ${file}`,
  },
}
