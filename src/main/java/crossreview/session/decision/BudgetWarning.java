package crossreview.session.decision;

import crossreview.model.Money;
import crossreview.model.event.CallEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Says once that most of a session's money is spent. */
final class BudgetWarning {
  private static final int PERCENT = 75;

  private BudgetWarning() {}

  /** The events of a command, with the warning after them if they reach its mark. */
  static List<SessionEvent> with(Session session, List<SessionEvent> events) {
    Money ceiling = session.exists() ? session.limits().sessionUsd() : null;
    if (ceiling == null || session.supplement().budgetWarned() || ceiling.equals(Money.ZERO)) {
      return events;
    }
    Money spent = session.ledger().spent();
    for (SessionEvent event : events) {
      if (event instanceof LifecycleEvent.SessionFinalized) {
        return events; // nothing is bought any more
      }
      spent = spent.plus(booked(event));
    }
    int percent = percent(spent, ceiling);
    if (percent < PERCENT) {
      return events;
    }
    List<SessionEvent> warned = new ArrayList<>(events);
    warned.add(new LifecycleEvent.BudgetWarned(spent, ceiling, percent));
    return List.copyOf(warned);
  }

  private static Money booked(SessionEvent event) {
    return switch (event) {
      case CallEvent.CallSettled e -> e.cost();
      case CallEvent.CallFailed e -> e.cost() == null ? Money.ZERO : e.cost();
      case CallEvent.CallIndeterminate e -> e.booked();
      default -> Money.ZERO; // every other event books nothing
    };
  }

  private static int percent(Money spent, Money ceiling) {
    BigDecimal hundredfold = spent.amount().movePointRight(2);
    return hundredfold.divide(ceiling.amount(), 0, RoundingMode.DOWN).intValue();
  }
}
