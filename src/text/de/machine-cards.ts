/** Was Regler bedeuten, und jeder ihrer Werte. */
import type { MachineTexts } from '../machine-text.ts'
import { controllers } from './machine-controllers.ts'

const knobs: MachineTexts = {
  'what the guest is shown': 'was dem Gast gezeigt wird',
  "the host's file cache for this disk": 'der Dateicache des Hosts für diese Platte',
  'size of one request': 'Größe einer Anfrage',
  'how an IDE command names its sectors': 'wie ein IDE-Befehl seine Sektoren nennt',
  'requests that the application keeps under way': 'Anfragen, die die Anwendung unterwegs hält',
  'virtual processors': 'virtuelle Prozessoren',
  'core of its first vCPU; -1 floats': 'Kern seiner ersten vCPU; -1 läuft frei',
  'pause-loop exiting: what stops a vCPU that spins for a lock':
    'Pause-Loop Exiting: was eine vCPU anhält, die um eine Sperre kreiselt',
  'where the disk keeps what it has taken': 'wo die Platte aufhebt, was sie angenommen hat',
  'how the guest reaches the pixels of its display': 'wie der Gast die Pixel seiner Anzeige erreicht',
  'descriptors of its ring': 'Deskriptoren seines Rings',
  'who takes the requests out of the ring': 'wer die Anfragen aus dem Ring nimmt',
  'whether each side tells when it wants to hear of the other':
    'ob jede Seite sagt, wann sie von der anderen hören will',
  "drivers that were added to those in the system's box": 'Treiber, die zu denen ab Werk dazukamen',
  'added drivers that start early enough for the boot disk':
    'neue Treiber, die früh genug für die Startplatte starten',
  'queues that the driver uses': 'Warteschlangen, die der Treiber nutzt',
  "who hands a real device's interrupt to the guest":
    'wer dem Gast die Unterbrechung eines echten Geräts gibt',
  'how long an interrupt waits for company': 'wie lange eine Unterbrechung auf Gesellschaft wartet',
  'what the IOMMU does with addresses of devices': 'was die IOMMU mit Adressen von Geräten tut',
  'the real device behind it': 'das echte Gerät dahinter',
  'where the card is plugged in': 'wo die Karte steckt',
  'access control of this port': 'ACS dieses Ports',
  'whether the kernel takes it for granted that every port keeps devices apart':
    'ob der Kernel jedem Port glaubt, dass er Geräte trennt',
  'the IOMMU that the guest sees before this device': 'die IOMMU, die der Gast vor diesem Gerät sieht',
  'memory that the guest has given back': 'Speicher, den der Gast zurückgab',
  "core of the backend's first thread; -1 floats": 'Kern des ersten Backend-Threads; -1 läuft frei',
  'whether the card looks for the sender in what this function sends':
    'ob die Karte prüft, welchen Absender diese Funktion nennt',
  'the network that the card puts this function into; 0: none of its own':
    'das Netz, in das die Karte diese Funktion setzt; 0: kein eigenes',
  'how the device calls': 'wie das Gerät ruft',
  'core that takes the interrupt; -1 follows the guest':
    'Kern, der die Unterbrechung nimmt; -1 folgt dem Gast',
  'how the host holds its interrupt line back': 'wie der Host ihre Leitung zurückhält',
  'microseconds that the host polls before a halted vCPU sleeps':
    'Mikrosekunden, die der Host abfragt, bevor eine ruhende vCPU schläft',
  'who says how long an interrupt waits for company':
    'wer bestimmt, wie lange eine Unterbrechung auf Gesellschaft wartet',
  'a table of which device may send which interrupt':
    'eine Tabelle, welches Gerät welche Unterbrechung schicken darf',
  'how many completions end that wait': 'wie viele Antworten dieses Warten beenden',
  'a word of memory in which it tells the host that an interrupt is over':
    'ein Wort im Speicher, in dem er dem Host das Ende einer Unterbrechung sagt',
  'APIC virtualisation: the processor keeps the interrupt controllers of guests':
    'APIC-Virtualisierung: der Prozessor führt die Unterbrechungscontroller der Gäste',
  'cores that take the interrupts of its queues, in turn':
    'Kerne, die reihum die Unterbrechungen seiner Warteschlangen nehmen',
  'a daemon that spreads interrupts over the cores': 'ein Dienst, der Unterbrechungen auf die Kerne verteilt',
  "size of the guest's pages in the host": 'Größe der Seiten des Gasts im Host',
  'whether devices may remember translations themselves, and are believed':
    'ob Geräte sich Übersetzungen selbst merken dürfen und man ihnen glaubt',
  'buffers that stay mapped, and copies instead of mappings':
    'Puffer, die zugeordnet bleiben, und Kopien statt Zuordnungen',
  'when the unit forgets a mapping that the host took back':
    'wann die Einheit eine zurückgenommene Zuordnung vergisst',
  'from the core of one vCPU to that of the next, where they are pinned':
    'vom Kern einer vCPU zu dem der nächsten, wo sie festliegen',
  'NUMA node of its memory; -1: where its first vCPU is pinned':
    'NUMA-Knoten seines Speichers; -1: wo seine erste vCPU festliegt',
  'how the driver of a real device hears of an answer':
    'wie der Treiber eines echten Geräts von einer Antwort erfährt',
  'whether a device given whole is taken away before its guest moves':
    'ob ein ganzes Gerät vor dem Umzug seines Gasts weggenommen wird',
}

const values: MachineTexts = {
  'Past the page cache of the host (O_DIRECT): no copy there.':
    'Am Seitencache des Hosts vorbei (O_DIRECT): dort keine Kopie.',
  'Through the page cache, and a write waits for the device.':
    'Durch den Seitencache, und ein Schreibzugriff wartet auf das Gerät.',
  'Through the page cache; a write is answered as soon as it is copied there.':
    'Durch den Seitencache; ein Schreibzugriff ist beantwortet, sobald er dort liegt.',
  'Past the page cache, and every write waits until it is safe.':
    'Am Seitencache vorbei, und jeder Schreibzugriff wartet, bis er sicher ist.',
  'Through the page cache; nobody ever waits for the device.':
    'Durch den Seitencache; niemand wartet je auf das Gerät.',
  '{} a request.': '{} je Anfrage.',
  'At most 256 sectors, 128 KiB, a command.': 'Höchstens 256 Sektoren, 128 KiB, je Befehl.',
  'Up to the largest that the driver asks for; 5 registers more beyond 128 KiB.':
    'Bis zum Größten, das der Treiber verlangt; über 128 KiB 5 Register mehr.',
  '{} at once.': '{} zugleich.',
  '{} threads of the host that run the guest.': '{} Threads des Hosts, die den Gast ausführen.',
  'Wherever there is room.': 'Wo Platz ist.',
  'From core {} on.': 'Von Kern {} an.',
  'After about 2 µs of spinning it exits, and a vCPU that waits for a core goes first.':
    'Nach etwa 2 µs Kreiseln macht sie einen Exit, und eine vCPU, die auf einen Kern wartet, ist dran.',
  'Nothing: it burns its core until the lock is free, or its quantum is over.':
    'Nichts: sie verheizt ihren Kern, bis die Sperre frei oder ihre Zeit um ist.',
  'In memory that a power cut empties, unless a flush came before.':
    'Im Speicher, den ein Stromausfall leert, wenn vorher kein Flush kam.',
  'In its medium: an answer means that it is there.': 'Im Medium: eine Antwort heißt, dass es dort ist.',
  'In memory with a battery: it answers at once, and loses nothing.':
    'Im Speicher mit Batterie: sie antwortet sofort und verliert nichts.',
  'Through a window that is no memory: every 4 bytes stop the guest.':
    'Durch ein Fenster, das kein Speicher ist: je 4 Bytes halten den Gast an.',
  'As memory: the first write of a page stops it, until the screen is drawn anew.':
    'Als Speicher: das erste Schreiben einer Seite hält ihn an, bis neu gezeichnet ist.',
  'At most {} under way.': 'Höchstens {} unterwegs.',
  "The VMM's main loop: one thread for all devices of the guest, under the VMM's lock.":
    'Die Hauptschleife des VMM: ein Thread für alle Geräte des Gasts, unter der Sperre des VMM.',
  'A thread of the VMM for this device alone; it looks around for 32 µs before it sleeps.':
    'Ein Thread des VMM nur für dieses Gerät; er sieht sich 32 µs um, bevor er schläft.',
  'A thread of the host kernel for each queue: no process and no system call on the way.':
    'Ein Thread des Host-Kernels je Warteschlange: kein Prozess und kein Systemaufruf auf dem Weg.',
  'Another process polls the rings, a core for each queue, and never sleeps: no doorbell.':
    'Ein anderer Prozess fragt die Ringe ab, ein Kern je Warteschlange, und schläft nie: keine Klingel.',
  'A thread that waits for each request before it takes the next.':
    'Ein Thread, der auf jede Anfrage wartet, bevor er die nächste nimmt.',
  "A thread with a driver of its own for a whole NVMe SSD: the host's block layer is left out.":
    'Ein Thread mit eigenem Treiber für eine ganze NVMe-SSD: ohne die Blockschicht des Hosts.',
  'A doorbell only where the other side sleeps, an interrupt for whatever is done.':
    'Eine Klingel nur, wenn die andere Seite schläft, eine Unterbrechung für alles, was fertig ist.',
  'A doorbell for every request, and a signal for every answer.':
    'Eine Klingel je Anfrage, und ein Zeichen je Antwort.',
  'It has what is in its box.': 'Er hat, was ab Werk dabei ist.',
  'A driver for {} is added: it works for all but the boot disk.':
    'Ein Treiber für {} kommt dazu: er taugt für alles außer der Startplatte.',
  'No added driver starts in time for the boot disk.':
    'Kein neuer Treiber startet früh genug für die Startplatte.',
  'A device of this kind was there at an earlier boot ({}): its driver starts with the system.':
    'So ein Gerät war bei einem früheren Start da ({}): sein Treiber startet mit dem System.',
  '{} of them; with MSI-X, each calls a vCPU of those that use it.':
    '{} davon; mit MSI-X ruft jede eine vCPU von denen, die sie nutzen.',
  'One, or one for each vCPU where the device is real.': 'Eine, oder eine je vCPU, wenn das Gerät echt ist.',
  'One for each vCPU: {}.': 'Eine je vCPU: {}.',
  'One.': 'Eine.',
  'The host takes it and injects it: exits for a running guest.':
    'Der Host nimmt sie und gibt sie ab: Exits für einen laufenden Gast.',
  'The IOMMU puts it straight into the running guest, where the host can: no exit.':
    'Die IOMMU stellt sie dem laufenden Gast zu, wenn der Host es kann: kein Exit.',
  'No interrupt waits.': 'Keine Unterbrechung wartet.',
  'An interrupt waits up to {} µs for others.': 'Eine Unterbrechung wartet bis zu {} µs auf andere.',
  'Nothing stands between devices and memory.': 'Zwischen Geräten und Speicher steht nichts.',
  'Linux would give no guest a device like that.': 'Linux gäbe so keinem Gast ein Gerät.',
  'Each guest has a domain: its devices reach its memory and no other.':
    'Jeder Gast hat eine Domain: seine Geräte erreichen seinen Speicher und keinen anderen.',
  'The unit is on and lets addresses pass unchanged.':
    'Die Einheit ist an und lässt Adressen unverändert durch.',
  'Linux does so (pt) for its own devices only.': 'Linux macht das (pt) nur für eigene Geräte.',
  '{} at {}, on the socket of node {}.': '{} bei {}, im Sockel von Knoten {}.',
  'At {}, on the socket of node {}.': 'Bei {}, im Sockel von Knoten {}.',
  'At {}.': 'Bei {}.',
  'A virtual function of {}, at {}.': 'Eine virtuelle Funktion von {}, bei {}.',
  '{} GbE network card at {}.': 'Netzwerkkarte mit {} GbE bei {}.',
  '{} SSD at {}.': '{}-SSD bei {}.',
  'It cannot be reset: what is in it stays.': 'Sie lässt sich nicht zurücksetzen: was darin ist, bleibt.',
  'There its line has the number {}.': 'Dort hat ihre Leitung die Nummer {}.',
  'What comes from below may go straight across to a neighbour.':
    'Was von unten kommt, darf geradewegs zu einem Nachbarn.',
  'What comes from below goes up to the root complex, where the IOMMU sees it.':
    'Was von unten kommt, geht zur Wurzel hinauf, wo die IOMMU es sieht.',
  'It believes what the ports say, and groups what it cannot keep apart.':
    'Er glaubt, was die Ports sagen, und gruppiert, was er nicht trennen kann.',
  'It gives every device a group of its own; the wires stay as they are.':
    'Er gibt jedem Gerät eine eigene Gruppe; die Drähte bleiben, wie sie sind.',
  'None: the device may reach all of the guest, always.':
    'Keine: das Gerät darf immer den ganzen Gast erreichen.',
  'One that lets everything through: the device may reach all of the guest.':
    'Eine, die alles durchlässt: das Gerät darf den ganzen Gast erreichen.',
  'The guest maps each request, takes it back after, and waits until the unit forgot: a trap.':
    'Der Gast ordnet jede Anfrage zu, nimmt sie zurück und wartet, bis die Einheit vergaß: ein Exit.',
  'The guest maps each request, and the unit forgets many at once: a window stays open meanwhile.':
    'Der Gast ordnet jede Anfrage zu, die Einheit vergisst viele auf einmal: so lange bleibt ein Fenster offen.',
  'The unit wants to hear of new mappings, too, and the host pins what each one names.':
    'Die Einheit will auch von neuen Zuordnungen hören, und der Host hält fest, was jede nennt.',
  'The guest leaves each mapping for 10 ms, and finds it again: no trap, and a window that stays open.':
    'Der Gast lässt jede Zuordnung 10 ms stehen und findet sie wieder: kein Exit, und ein offenes Fenster.',
  "{} of it are the host's again.": '{} davon hat der Host wieder.',
  'It keeps all of its memory.': 'Er behält seinen ganzen Speicher.',
  'A frame may name anybody as its sender.': 'Ein Rahmen darf jeden als Absender nennen.',
  'The card drops a frame that names another sender than this function.':
    'Die Karte verwirft einen Rahmen, der einen anderen Absender nennt als diese Funktion.',
  'In the one network of all functions that are in none of their own.':
    'Im gemeinsamen Netz aller Funktionen ohne eigenes.',
  'In network {}: the card carries its frames to functions of the same number only.':
    'Im Netz {}: die Karte trägt ihre Rahmen nur zu Funktionen mit derselben Nummer.',
  'A message for each queue, to the vCPU that asked.':
    'Eine Nachricht je Warteschlange, an die vCPU, die fragte.',
  'A level line: shared, to be masked and acknowledged.':
    'Eine Leitung: geteilt, zu sperren und zu bestätigen.',
  'Wherever the waiting thread ran last.': 'Wo der wartende Thread zuletzt lief.',
  'Always core {}.': 'Immer Kern {}.',
  'The host knows that the bit is of no use: it holds back the whole line, and wants it for this card alone.':
    'Der Host weiß, dass das Bit nichts taugt: er hält die ganze Leitung zurück und will sie für diese Karte allein.',
  'By a bit of the card that does nothing, and the host does not know: the line stays raised.':
    'Mit einem Bit der Karte, das nichts tut, und der Host weiß es nicht: die Leitung bleibt oben.',
  'It sleeps at once.': 'Sie schläft sofort.',
  'It burns up to {} µs of its core, and wakes at once.':
    'Sie verheizt bis zu {} µs ihres Kerns und ist sofort wach.',
  'You: coalesceUs and coalesceFrames.': 'Du: coalesceUs und coalesceFrames.',
  'The driver: every 64 interrupts it tries a longer wait, or a shorter one, and keeps what gets it further.':
    'Der Treiber: alle 64 Unterbrechungen versucht er ein längeres oder kürzeres Warten und behält, was ihn weiterbringt.',
  'A device can send its own interrupts and no others.':
    'Ein Gerät kann seine eigenen Unterbrechungen schicken und keine anderen.',
  'A device can send any interrupt to any core, and VFIO gives none away until it is told that this is meant.':
    'Ein Gerät kann jede Unterbrechung an jeden Kern schicken, und VFIO gibt keines her, bis man ihm sagt, dass das gewollt ist.',
  '{} completions go at once.': '{} Antworten gehen sofort.',
  'Each end is an exit, unless the processor has APIC virtualisation.':
    'Jedes Ende ist ein Exit, außer der Prozessor hat APIC-Virtualisierung.',
  'The end of a message costs no exit, though the processor has no APIC virtualisation.':
    'Das Ende einer Nachricht kostet keinen Exit, auch ohne APIC-Virtualisierung.',
  'Each end is an exit.': 'Jedes Ende ist ein Exit.',
  'No exit at the end of an interrupt; messages can be posted.':
    'Kein Exit am Ende einer Unterbrechung; Nachrichten können zugestellt werden.',
  'The first queue calls core {}, the next core {}; then from the first again.':
    'Die erste Warteschlange ruft Kern {}, die nächste Kern {}; dann wieder von vorn.',
  'The first queue calls core {}; then from the first again.':
    'Die erste Warteschlange ruft Kern {}; dann wieder von vorn.',
  'All go where `irq` says.': 'Alle gehen, wohin `irq` sagt.',
  'It chooses, and has the last word: each interrupt has a core, the next one the next core, from core 0 on.':
    'Er wählt und hat das letzte Wort: jede Unterbrechung hat einen Kern, die nächste den nächsten, von Kern 0 an.',
  'An interrupt goes wherever its thread ran last, where nothing else is said.':
    'Eine Unterbrechung geht, wo ihr Thread zuletzt lief, wenn sonst nichts gesagt ist.',
  'Huge pages: one translation covers 2 MiB.': 'Große Seiten: eine Übersetzung deckt 2 MiB ab.',
  'Small pages: every 4 KiB needs a translation of its own.':
    'Kleine Seiten: je 4 KiB brauchen eine eigene Übersetzung.',
  'Every address is looked up.': 'Jede Adresse wird nachgesehen.',
  'A device that can asks once and keeps the answer: no protection from one that lies.':
    'Ein Gerät, das es kann, fragt einmal und behält die Antwort: kein Schutz vor einem, das lügt.',
  'The device reads and writes the data where they lie.':
    'Das Gerät liest und schreibt die Daten, wo sie liegen.',
  'Each request is copied through a buffer that stays mapped: nothing to take back.':
    'Jede Anfrage wird durch einen Puffer kopiert, der zugeordnet bleibt: nichts zurückzunehmen.',
  'Many at a time: a device can use an old mapping for up to 16 ms.':
    'Viele auf einmal: ein Gerät kann eine alte Zuordnung bis zu 16 ms benutzen.',
  'At once, and the host waits for it.': 'Sofort, und der Host wartet darauf.',
  'They sit side by side.': 'Sie sitzen nebeneinander.',
  'They sit {} cores apart.': 'Sie sitzen {} Kerne auseinander.',
  'On the node of its first vCPU, else on node 0.': 'Auf dem Knoten seiner ersten vCPU, sonst auf Knoten 0.',
  'On node {}, wherever its vCPUs run.': 'Auf Knoten {}, wo seine vCPUs auch laufen.',
  'It sleeps, and the device interrupts.': 'Er schläft, und das Gerät unterbricht.',
  'The kernel looks for the answer again and again (IOPOLL, busy polling): its CPU never rests.':
    'Der Kernel sieht immer wieder nach der Antwort (IOPOLL, Polling): seine CPU ruht nie.',
  'A thread of the kernel takes requests and answers (SQPOLL): no system call, and a core for it.':
    'Ein Thread des Kernels nimmt Anfragen und Antworten (SQPOLL): kein Systemaufruf, und ein Kern dafür.',
  'The application drives the device itself (SPDK, DPDK) and looks for answers: no kernel at all.':
    'Die Anwendung bedient das Gerät selbst (SPDK, DPDK) und sieht nach Antworten: gar kein Kernel.',
  'It is, in order; where the guest arrives it gets one like it, once that has been reset.':
    'Ja, geordnet; wo der Gast ankommt, bekommt er ein gleiches, sobald es zurückgesetzt ist.',
  'It stays, and so does its guest.': 'Es bleibt, und sein Gast auch.',
}

export const machineCards: MachineTexts = { ...knobs, ...controllers, ...values }
