/** Was Regler bedeuten, die nur der Sandkasten zeigt, und jeder ihrer Werte. */
import type { MachineTexts } from '../machine-text.ts'

export const sandboxCards: MachineTexts = {
  'core of the VMM loop; -1 floats': 'Kern der VMM-Schleife; -1 läuft frei',
  'how deep a core without work may sleep': 'wie tief ein Kern ohne Arbeit schlafen darf',
  'how often a driver that polls writes the doorbell': 'wie oft ein Treiber mit Polling klingelt',
  'how the guest reaches the registers of a virtio device':
    'wie der Gast die Register eines virtio-Geräts erreicht',
  'how the process learns what has come': 'wie der Prozess erfährt, was gekommen ist',
  'layout of the ring': 'Aufbau des Rings',
  'memory for the page cache of the host': 'Speicher für den Seitencache des Hosts',
  'memory of the guest': 'Speicher des Gasts',
  'memory that a confidential guest shares with its devices':
    'Speicher, den ein vertraulicher Gast mit Geräten teilt',
  'memory that its process may lock for devices (RLIMIT_MEMLOCK); 0: all it wants':
    'Speicher, den sein Prozess für Geräte festhalten darf (RLIMIT_MEMLOCK); 0: beliebig viel',
  'packets to be sent wait for each other': 'zu sendende Pakete warten aufeinander',
  'percent of the page cache beyond which write-backs begin':
    'Prozent des Seitencaches, ab denen zurückgeschrieben wird',
  'percent of the page cache beyond which writers wait':
    'Prozent des Seitencaches, ab denen Schreiber warten',
  'places in which one translation may stand; 0: any':
    'Plätze, an denen eine Übersetzung stehen darf; 0: jeder',
  'share of the requests that write': 'Anteil der Anfragen, die schreiben',
  'the process that plays devices may do nothing else':
    'der Prozess, der Geräte spielt, darf sonst nichts tun',
  "ticks of each vCPU's clock in a second": 'Takte der Uhr jeder vCPU je Sekunde',
  'translations that the IOTLB holds': 'Übersetzungen, die das IOTLB aufhebt',
  'whether the processor seals its memory and registers':
    'ob der Prozessor seinen Speicher und seine Register versiegelt',
  'whether what the host drives for its guests reaches all of memory (iommu=pt)':
    'ob Geräte, die der Host für Gäste bedient, allen Speicher erreichen (iommu=pt)',
  'who answers for ports of a network card that do not transmit':
    'wer für die Ports einer Netzwerkkarte antwortet, die nicht senden',
  'who cuts what is sent into frames, and joins what is received':
    'wer Gesendetes in Rahmen schneidet und Empfangenes verbindet',
  'who runs the guests': 'wer die Gäste ausführt',
  'who sits in the guest': 'wer im Gast sitzt',
  'whose unit that looks like': 'wessen Einheit das scheint',
  'writes after which the application asks that they be safe; 0 never':
    'Schreibzugriffe, nach denen die Anwendung um Flush bittet; 0 nie',
  "year of the VMM's release": 'Jahr, aus dem der VMM ist',
  'A message, one for the whole device.': 'Eine Nachricht, eine für das ganze Gerät.',
  "A microVM's page of registers: one line, whose every interrupt is read and acknowledged by exits.":
    'Die Registerseite einer microVM: eine Leitung, deren jede Unterbrechung mit Exits gelesen und bestätigt wird.',
  'A program of 2001: it translates the guest and asks the host for everything, by world switches.':
    'Ein Programm von 2001: es übersetzt den Gast und fragt den Host nach allem, mit Weltwechseln.',
  'By a bit of the card: others on the line are heard meanwhile.':
    'Mit einem Bit der Karte: andere an der Leitung werden weiter gehört.',
  'Devices and the VMM reach all of its memory.': 'Geräte und der VMM erreichen seinen ganzen Speicher.',
  'Each packet is a world switch of its own.': 'Jedes Paket ist ein eigener Weltwechsel.',
  'For every command.': 'Für jeden Befehl.',
  'In memory that a power cut empties, and it answers a flush without doing it.':
    'Im Speicher, den ein Stromausfall leert, und sie beantwortet einen Flush, ohne ihn zu tun.',
  'It asks the host by select() after each interrupt.':
    'Er fragt den Host nach jeder Unterbrechung mit select().',
  'It attacks what it reaches.': 'Er greift an, was er erreicht.',
  'It does: nothing is mapped for a request, and nothing keeps a disk or card apart from the host.':
    'Ja: nichts wird für eine Anfrage zugeordnet, und nichts trennt Platte oder Karte vom Host.',
  'It errs and attacks nobody.': 'Er irrt sich und greift niemanden an.',
  'It errs.': 'Er irrt sich.',
  'It looks into memory that it shares with the host.': 'Er sieht in Speicher, den er mit dem Host teilt.',
  'It remembers empty entries: told of new mappings too, in pieces, and never lazily.':
    'Sie merkt sich leere Einträge: auch neue Zuordnungen sagt man ihr, in Stücken und nie lazy.',
  'Its caches flushed: 40 to 80 µs more until it is awake.':
    'Caches geleert: 40 bis 80 µs mehr, bis er wach ist.',
  'It sleeps less deep after short pauses.': 'Nach kurzen Pausen schläft er weniger tief.',
  'Its clock stops, and it wakes as fast as it can.':
    'Seine Uhr steht, und er wacht auf, so schnell er kann.',
  'At the lowest voltage: 8 µs more until it is awake.':
    'Mit kleinster Spannung: 8 µs mehr, bis er wach ist.',
  'Without power: 100 to 130 µs more until it is awake.': 'Ohne Strom: 100 bis 130 µs mehr, bis er wach ist.',
  'NVMe, mediated (mdev).': 'NVMe, vermittelt (mdev).',
  'Several guests share one SSD without copies: a thread of the host stands between their queues and the real ones.':
    'Mehrere Gäste teilen eine SSD ohne Kopien: ein Thread des Hosts steht zwischen ihren Warteschlangen und den echten.',
  'Nobody else reads them: what devices move is copied through memory that it shares, and an exit takes longer.':
    'Niemand sonst liest sie: was Geräte bewegen, wird durch geteilten Speicher kopiert, und ein Exit dauert länger.',
  'Not before 10 ms: a driver that asks for the same buffer again finds it mapped.':
    'Nicht vor 10 ms: ein Treiber, der denselben Puffer wieder will, findet ihn zugeordnet.',
  'So does the device.': 'Das Gerät auch.',
  'On a PCI bus: messages, or a line and a status to read.':
    'An einem PCI-Bus: Nachrichten, oder eine Leitung und ein Status zum Lesen.',
  'Once for all that it has prepared.': 'Einmal für alles, was er vorbereitet hat.',
  'One command for each mapping that is taken back, and one trap.':
    'Ein Befehl je zurückgenommener Zuordnung, und ein Exit.',
  'One ring that both sides write: fewer cache lines travel.':
    'Ein Ring, den beide Seiten schreiben: weniger Cachezeilen wandern.',
  'Descriptors, offered and used ones apart: three cache lines a request.':
    'Deskriptoren, angebotene und benutzte getrennt: drei Cachezeilen je Anfrage.',
  'PVSCSI.': 'PVSCSI.',
  'Made for guests: one kick a command, nothing to acknowledge.':
    'Für Gäste gemacht: ein Stoß je Befehl, nichts zu bestätigen.',
  'The kick is always an exit to the process.': 'Der Stoß ist immer ein Exit zum Prozess.',
  'SAS, LSI 1068.': 'SAS, LSI 1068.',
  'A SAS adapter of 2005 that takes messages: one register write a command, one read for each answer and one more.':
    'Ein SAS-Adapter von 2005, der Nachrichten nimmt: ein Registerschreiben je Befehl, ein Lesen je Antwort und eins mehr.',
  'Only guests from about 2006 on have its driver.': 'Nur Gäste ab etwa 2006 haben seinen Treiber.',
  'SCSI, AMD 53c974.': 'SCSI, AMD 53c974.',
  'Told every step of the SCSI bus: about 70 register accesses for a write, 1,140 for a read, and an interrupt for every page.':
    'Jeder Schritt des SCSI-Busses wird ihm gesagt: etwa 70 Registerzugriffe zum Schreiben, 1140 zum Lesen, und eine Unterbrechung je Seite.',
  'SCSI, LSI 53c810.': 'SCSI, LSI 53c810.',
  'The first of its line, of 1993, without memory of its own: its program lies in guest memory, and the model has more work to run it.':
    'Der erste seiner Reihe, von 1993, ohne eigenen Speicher: sein Programm liegt im Gast, und das Modell hat mehr Arbeit damit.',
  '4 register accesses a command, as its successor.': '4 Registerzugriffe je Befehl, wie sein Nachfolger.',
  'SCSI, Tekram DC-390.': 'SCSI, Tekram DC-390.',
  'The AMD 53c974 on a board with an EEPROM: the same registers, the same steps.':
    'Der AMD 53c974 auf einer Karte mit EEPROM: dieselben Register, dieselben Schritte.',
  "The VMM, in the guest's world: an access costs a tenth.":
    'Der VMM, in der Welt des Gasts: ein Zugriff kostet ein Zehntel.',
  'The guest: every frame of 1,514 bytes goes its own way.':
    'Der Gast: jeder Rahmen von 1514 Bytes geht seinen eigenen Weg.',
  'The card (TSO, GRO): units of up to 64 KiB go through the stack and the ring at once.':
    'Die Karte (TSO, GRO): Einheiten bis 64 KiB gehen auf einmal durch Kernel und Ring.',
  'The kernel of the host maps each request, and takes the mapping back.':
    'Der Kernel des Hosts ordnet jede Anfrage zu und nimmt die Zuordnung zurück.',
  'The kernel of the host, with the help of the processor.':
    'Der Kernel des Hosts, mit Hilfe des Prozessors.',
  'The largest pages: one translation covers 1 GiB.': 'Die größten Seiten: eine Übersetzung deckt 1 GiB ab.',
  "The process, in the host's world: each access is a world switch.":
    'Der Prozess, in der Welt des Hosts: jeder Zugriff ist ein Weltwechsel.',
  'While an interrupt is due, up to three wait for its world switch.':
    'Steht eine Unterbrechung an, warten bis zu drei auf ihren Weltwechsel.',
  'Who gets into it gets no further.': 'Wer hineinkommt, kommt nicht weiter.',
  'Who gets into it is in the host.': 'Wer hineinkommt, ist im Host.',
  'disk array, {} of cache at {}.': 'Plattenverbund mit {} Cache bei {}.',
  'display, Cirrus VGA.': 'Anzeige, Cirrus VGA.',
  'A VGA card of 1995.': 'Eine VGA-Karte von 1995.',
  'Pixels written through a trapped window stop the guest every 4 bytes; a mapped frame buffer only at the first write of a page.':
    'Pixel durch ein abgefangenes Fenster halten den Gast je 4 Bytes an; ein zugeordneter Bildspeicher nur beim ersten Schreiben einer Seite.',
  'floppy disk, 82078.': 'Diskette, 82078.',
  'The floppy controller that every PC has: 70 register accesses for 18 KiB, one sector after the other.':
    'Der Diskettencontroller, den jeder PC hat: 70 Registerzugriffe für 18 KiB, ein Sektor nach dem anderen.',
  'Old code that a guest reaches whether it has a floppy or not.':
    'Alter Code, den ein Gast erreicht, ob er eine Diskette hat oder nicht.',
  'screen at {}.': 'Bildschirm bei {}.',
  '{} of file pages.': '{} Seiten von Dateien.',
  '{} translations are remembered.': '{} Übersetzungen werden gemerkt.',
  '{}: who finds it full waits.': '{}: wer ihn voll findet, wartet.',
  '6 % of its memory, 64M to 1G.': '6 % seines Speichers, 64M bis 1G.',
  'All of them read.': 'Alle lesen.',
  'All of them write.': 'Alle schreiben.',
  '{} % write.': '{} % schreiben.',
  'It asks after every write.': 'Sie bittet nach jedem Schreibzugriff.',
  'Any place will do.': 'Jeder Platz ist recht.',
  'As much as it wants.': 'So viel er will.',
  'Core {}.': 'Kern {}.',
  'Dirty pages go to their disks once they fill {} % of the page cache.':
    'Geänderte Seiten gehen auf ihre Platten, sobald sie {} % des Seitencaches füllen.',
  'Holes that were mended in {} or before are closed, later ones are open.':
    'Lücken, die bis {} geschlossen wurden, sind zu, spätere offen.',
  'It asks after every {} writes.': 'Sie bittet nach je {} Schreibzugriffen.',
  'It is stopped {} times a second, and more often for each.':
    'Er wird {} mal je Sekunde angehalten, und öfter für jede.',
  'It never asks.': 'Sie bittet nie.',
  'None.': 'Keine.',
  'One of {}; others push it out of there.': 'Einer von {}; andere verdrängen sie dort.',
  'Who writes waits once {} % of the page cache is dirty.':
    'Wer schreibt, wartet, sobald {} % des Seitencaches geändert sind.',
}
