/** Wörter von Warum: was Kerne unterdessen taten, und was Entfernung kostet. */
import type { Translated } from '../language.ts'
import type { whyCoreWords as english } from '../why-core-words.ts'

export const whyCoreWords: Translated<typeof english> = {
  meanwhile: {
    guest: 'sein Kern führte den Gast aus',
    exit: 'sein Kern war in Exits und zurück',
    copy: 'sein Kern kopierte',
    model: 'sein Kern spielte Controller',
    host: 'sein Kern gehörte dem Kernel des Hosts: Unterbrechungen, Wechsel',
    poll: 'sein Kern fragte ab',
    spin: 'sein Kern kreiselte um eine Sperre',
  },
  farther: {
    near: 'was es auf einem Knoten und allein brauchte',
    far: 'mehr, denn es liegt auf einem anderen NUMA-Knoten (Sockel)',
    crowded: 'mehr, denn andere wollen denselben Speicher',
    bandwidth: 'zusammen wollen alle mehr, als der Speicher des Knotens bewegt',
    memory: (node) => `der Speicher des Gasts liegt auf Knoten ${node}`,
    device: (node) => `das Gerät hängt an Knoten ${node}`,
    vcpus: (nodes) => `seine vCPUs sind auf Knoten ${nodes}`,
    irq: 'seine Unterbrechungen gehen an einen Kern eines anderen Knotens',
  },
}
