import { digits } from './format.ts'
import { type Metric, share, sum } from './metric.ts'

export const fairness: Metric = {
  id: 'fairness',
  title: 'fairness',
  unit: '0–1',
  better: 'higher',
  selector: 'none',
  text: "How evenly guests share (Jain's index): 1 is even.",
  read: (run) => {
    const rates = run.guests.map((guest) =>
      sum(
        run.flows.filter((flow) => flow.guest === guest.id),
        (flow) => flow.payload,
      ),
    )
    const total = rates.reduce((one, rate) => one + rate, 0)
    return share(total * total, rates.length * rates.reduce((one, rate) => one + rate * rate, 0), 1)
  },
  format: digits,
}
