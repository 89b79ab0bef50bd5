/** Wörter von "Über exitless", und wie Spezifikationen und Kernel einen Begriff nennen. */
import type { Translated } from '../language.ts'
import type { modelWords as english } from '../model-words.ts'

type Model = Translated<typeof english>

export const aboutWords: Model['about'] = {
  title: 'Über',
  version: (version) => `Version ${version}`,
  sections: [
    [
      'Was das ist',
      'Ein Spiel über virtuelle I/O: wie ein Gast, ein ganzes System in einer virtuellen Maschine, eine Platte oder Netzwerkkarte erreicht, und was das kostet. Jede Anfrage wird simuliert, Schritt für Schritt, mit Kosten, die ihre Quelle nennen (m, oder exitless model). Es ist ein Modell: exitless validate legt es neben das, was andere maßen, und sagt, wo es danebenliegt.',
    ],
    [
      'Der Artikel',
      'Die Kampagne geht von einem Zeitschriftenartikel von 2007 aus, von Tom Yager, über Gerätetreiber, die virtuell werden: Hosts besitzen alle Geräte und zeigen ihren Gästen Attrappen alter Controller, jede Anfrage steigt durch Schichten und wird unterwegs kopiert, ein großer Verbund sieht aus wie ein kleiner Puffer, und die IOMMU ließe einen Gast das echte Gerät bedienen. Das meiste stimmte. Was genauer zu sagen ist: Register kann man beobachten (das ist ein Exit), nur DMA nicht; der Cache des Verbunds bleibt hinter der Attrappe, kleiner wird die größte Anfrage; ein Treiber verschwindet auf Bare Metal nicht, er zieht ins Programm; und auch eine IOMMU kostet: Fehlgriffe, Invalidierungen, festgehaltenen Speicher.',
    ],
    [
      'Das Wort',
      'Exitless ist das Wort des Fachs, nicht unseres: ELI, ExitLess Interrupts, von Abel Gordon, Nadav Amit, Nadav Har’El, Muli Ben-Yehuda, Alex Landau, Assaf Schuster und Dan Tsafrir (ASPLOS 2012). Sie nahmen den Host aus dem Zustellen von Unterbrechungen und brachten eine hergegebene Karte von 60 bis 65 % von Bare Metal auf 97 bis 100 %. Davon handelt Level 4.4.',
    ],
    [
      'Eine Zahl sieht falsch aus',
      'Kosten, die du besser belegen kannst: ihre id, der Wert mit Einheit, die Hardware, und wo du es last oder maßt. Ein Pfad: die Ausgabe von exitless request und die falsche Zeile. Ein Lauf: sein Level, die Flags mit --set und der Hash, den exitless run druckt. docs/model.md, "How to argue", sagt, wohin damit.',
    ],
    [
      'Deine Daten',
      'Nichts verlässt diesen Rechner. Alles, was bleibt, liegt in einem Ordner; lösch ihn, und alles ist weg. Auf der Karte hat o die Einstellungen; exitless progress reset beginnt neu und hebt eine Kopie auf, export und import ziehen um.',
    ],
    [
      'Systeme',
      'Geprüft unter Linux mit Node 20.19 und neuer. Geschrieben für, und nicht geprüft: macOS, WSL, Windows Terminal. Es will ein Terminal von 80 x 24 mit UTF-8, oder ASCII.',
    ],
    [
      'Für alle',
      'Farbe wiederholt nur ein Zeichen: NO_COLOR verliert nichts. Die Einstellungen (o auf der Karte) haben Paletten, ASCII und weniger Bewegung. exitless --line spielt mit nummerierten Fragen, ohne neu zu zeichnen, und INK_SCREEN_READER=true gibt eine Fassung zum Vorlesen. Alles geht mit der Tastatur. docs/accessibility.md hat alles dazu.',
    ],
    [
      'Lizenzen',
      'exitless steht unter der MIT-Lizenz. Was mit ihm gebündelt ist (ink, react, immer, zod, yaml und was sie brauchen), behält seine eigene; dist/licenses.txt im Paket hat jeden Namen, jede Version, Lizenz und Notiz.',
    ],
  ],
  saves: (folder) => `Der Ordner: ${folder}`,
  folders:
    'Der Ordner: EXITLESS_DATA, oder ~/.local/share/exitless unter Linux, ~/Library/Application Support/exitless unter macOS, %LOCALAPPDATA%\\exitless\\Data unter Windows.',
}

/** Nach dem deutschen Wort des Begriffs. */
export const specified: Model['specified'] = {
  Exit: 'VM exit (Intel SDM), #VMEXIT (AMD APM)',
  Register: 'ein Register, erreicht durch Port-I/O oder Speicher (MMIO)',
  Emulation: 'device model (QEMU)',
  DMA: 'direct memory access; bus mastering (PCI)',
  Marke: 'tag (SCSI, SATA NCQ), command identifier (NVMe)',
  Warteschlangentiefe: 'can_queue (Linux), queue size (virtio, NVMe)',
  Flush: 'FLUSH CACHE (ATA), SYNCHRONIZE CACHE (SCSI), Flush (NVMe)',
  'flüchtiger Cache': 'volatile write cache (NVMe)',
  virtqueue: 'virtqueue, split oder packed (virtio)',
  Klingel: 'available buffer notification (virtio), doorbell (NVMe)',
  'Event-Index': 'VIRTIO_F_EVENT_IDX (virtio)',
  iothread: 'iothread (QEMU, libvirt)',
  IOMMU: 'DMA remapping unit: VT-d (Intel), AMD-Vi, SMMU (Arm)',
  Domain: 'domain (VT-d, AMD-Vi), iommu_domain (Linux)',
  'Requester-ID': 'Requester ID (PCI Express)',
  Posting: 'posted interrupt (VT-d), guest virtual APIC mode (AMD)',
  Gruppe: 'IOMMU group (Linux)',
  'Root Port': 'Root Port (PCI Express)',
  Funktion: 'Function (PCI)',
  ACS: 'Access Control Services (PCI Express)',
  'Peer-to-Peer': 'peer-to-peer request (PCI Express)',
  Override: 'pcie_acs_override, ein Patch, den der Kernel nie nahm',
  Ballon: 'traditional memory balloon device (virtio)',
  'SR-IOV': 'Single Root I/O Virtualization (PCI Express)',
  'physische Funktion': 'Physical Function, PF (SR-IOV)',
  'virtuelle Funktion': 'Virtual Function, VF (SR-IOV)',
  VLAN: 'IEEE 802.1Q',
  INTx: 'INTx interrupt (PCI)',
  MSI: 'Message Signalled Interrupt (PCI)',
  'MSI-X': 'MSI-X (PCI)',
  Bündeln: 'interrupt moderation (ethtool -C)',
  'Halt-Polling': 'halt_poll_ns (KVM)',
  'Interrupt-Remapping': 'interrupt remapping table (VT-d, AMD-Vi)',
  EOI: 'EOI-Register (APIC)',
  'PV-EOI': 'KVM_FEATURE_PV_EOI (KVM)',
  'APIC-Virtualisierung': 'virtual-interrupt delivery (Intel), AVIC (AMD)',
  RSS: 'Receive Side Scaling',
  Affinität: 'smp_affinity (Linux)',
  IOTLB: 'IOTLB (VT-d), IOMMU TLB (AMD-Vi)',
  ATS: 'Address Translation Services (PCI Express)',
  Invalidierung: 'IOTLB invalidate (VT-d), INVALIDATE_IOMMU_PAGES (AMD-Vi)',
  strict: 'iommu.strict=1 (Linux)',
  lazy: 'iommu.strict=0, domain type DMA-FQ (Linux)',
  Knoten: 'proximity domain (ACPI), NUMA node (Linux)',
  SMT: 'simultaneous multithreading; Hyper-Threading (Intel)',
  vertraulich: 'SEV-ES, SEV-SNP (AMD), TDX (Intel)',
  swiotlb: 'SWIOTLB, Zwischenpuffer (Linux)',
}
