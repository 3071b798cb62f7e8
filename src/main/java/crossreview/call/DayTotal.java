package crossreview.call;

import crossreview.model.Money;
import java.time.LocalDate;

/** The sum of one day; another day begins at zero. Any thread. */
final class DayTotal {
  private LocalDate day = LocalDate.EPOCH;
  private Money sum = Money.ZERO;

  synchronized void add(LocalDate today, Money more) {
    sum = on(today).plus(more);
    day = today;
  }

  synchronized Money on(LocalDate today) {
    return today.equals(day) ? sum : Money.ZERO;
  }
}
