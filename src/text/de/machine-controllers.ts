/** Was jeder Controller ist, und was ein Wert kostet. */
import type { MachineTexts } from '../machine-text.ts'

export const controllers: MachineTexts = {
  'Costs {} point.': 'Kostet {} Punkt.',
  'Costs {} points.': 'Kostet {} Punkte.',
  '{} has no driver for it.': '{} hat keinen Treiber dafür.',
  'IDE, data through a port.': 'IDE, Daten durch einen Port.',
  'IDE, bus-master DMA.': 'IDE, Bus-Master-DMA.',
  'network card, {}.': 'Netzwerkkarte, {}.',
  'network card, {}': 'Netzwerkkarte, {}',
  'the real device, vfio-pci.': 'das echte Gerät, vfio-pci.',
  'the real device, vfio-pci': 'das echte Gerät, vfio-pci',
  'NVMe, emulated.': 'NVMe, emuliert.',
  'SCSI, LSI 53c895a.': 'SCSI, LSI 53c895a.',
  'SCSI, BusLogic.': 'SCSI, BusLogic.',
  'SATA, AHCI.': 'SATA, AHCI.',
  'MegaRAID SAS.': 'MegaRAID SAS.',
  'virtio-blk.': 'virtio-blk.',
  'virtio-scsi.': 'virtio-scsi.',
  'virtio-net.': 'virtio-net.',
  'The guest carries every byte through a port of the controller.':
    'Der Gast trägt jedes Byte durch einen Port des Controllers.',
  'Each touch of it stops the guest.': 'Jede Berührung hält den Gast an.',
  'One command at a time.': 'Ein Befehl nach dem anderen.',
  '26 register accesses a command, whatever its size; the model fetches the data itself.':
    '26 Registerzugriffe je Befehl, wie groß er auch ist; das Modell holt die Daten selbst.',
  'A program in the controller does the work: 4 register accesses a command, 16 commands at once, 96 pages each.':
    'Ein Programm im Controller macht die Arbeit: 4 Registerzugriffe je Befehl, 16 Befehle zugleich, je 96 Seiten.',
  'Data passes through a buffer of the model.': 'Daten gehen durch einen Puffer des Modells.',
  'A ring in shared memory instead of registers.': 'Ein Ring im geteilten Speicher statt Registern.',
  'The doorbell is an exit only where the other side sleeps.':
    'Die Klingel ist nur ein Exit, wenn die andere Seite schläft.',
  'The guest drives the real device itself: no exit, no copy.':
    'Der Gast bedient das echte Gerät selbst: kein Exit, keine Kopie.',
  'What keeps its addresses apart is the IOMMU.': 'Seine Adressen trennt die IOMMU.',
  'A SCSI adapter of 1995 with mailboxes in memory: one write starts a command, one read and one write end an interrupt.':
    'Ein SCSI-Adapter von 1995 mit Fächern im Speicher: ein Schreiben beginnt einen Befehl, ein Lesen und ein Schreiben beenden eine Unterbrechung.',
  'NT 4 and 2000 have its driver in the box; XP has not.':
    'NT 4 und 2000 haben seinen Treiber ab Werk, XP nicht.',
  'A RAID adapter of 2005: one doorbell a command and three accesses an interrupt, 128 KiB a command.':
    'Ein RAID-Adapter von 2005: eine Klingel je Befehl und drei Zugriffe je Unterbrechung, 128 KiB je Befehl.',
  'Only newer guests have its driver.': 'Nur neuere Gäste haben seinen Treiber.',
  '32 commands at once, 128 KiB each.': '32 Befehle zugleich, je 128 KiB.',
  '7 register accesses for a command that comes alone; 5 of them belong to the interrupt.':
    '7 Registerzugriffe für einen Befehl, der allein kommt; 5 davon gehören zur Unterbrechung.',
  'The simplest card there is: the guest carries every packet through a port, 4 bytes an access.':
    'Die einfachste Karte, die es gibt: der Gast trägt jedes Paket durch einen Port, je Zugriff 4 Bytes.',
  'A card of 1994 whose registers lie behind an index: 16 accesses to send a packet.':
    'Eine Karte von 1994, deren Register hinter einem Index liegen: 16 Zugriffe, um ein Paket zu senden.',
  'The card that virtual machines of 2003 to 2008 showed to every guest: 5 register accesses to send a packet, and a ring in memory.':
    'Die Karte, die virtuelle Maschinen von 2003 bis 2008 jedem Gast zeigten: 5 Registerzugriffe, um ein Paket zu senden, und ein Ring im Speicher.',
  'A cheap card of 1999 that many guests know: 4 register accesses to send a packet, 8 to receive one.':
    'Eine billige Karte von 1999, die viele Gäste kennen: 4 Registerzugriffe, um ein Paket zu senden, 8, um eines zu empfangen.',
  'The ring of virtio with SCSI commands in it: more kinds of disks, a little more work a command.':
    'Der Ring von virtio mit SCSI-Befehlen darin: mehr Arten von Platten, etwas mehr Arbeit je Befehl.',
  'Rings in shared memory: a doorbell only where the other side sleeps, nothing to acknowledge.':
    'Ringe im geteilten Speicher: eine Klingel nur, wenn die andere Seite schläft, nichts zu bestätigen.',
  'A network card of 2001: 6 register accesses a packet that comes alone, and two copies.':
    'Eine Netzwerkkarte von 2001: 6 Registerzugriffe je Paket, das allein kommt, und zwei Kopien.',
  'Messages instead of a line: nothing to read in an interrupt, and two interrupts a packet that comes alone.':
    'Nachrichten statt einer Leitung: bei einer Unterbrechung nichts zu lesen, und zwei je Paket, das allein kommt.',
  'A modern disk played by software: two doorbells a command, and fewer where many are under way.':
    'Eine moderne Platte aus Software: zwei Klingeln je Befehl, und weniger, wo viele unterwegs sind.',
}
