package crossreview.operation.study;

import crossreview.journal.JournalDamaged;
import crossreview.journal.StoredLine;
import crossreview.model.PolicyRules;
import crossreview.model.Refused;
import crossreview.model.SessionId;
import crossreview.operation.Desk;
import crossreview.session.Session;
import crossreview.session.WhatIf;
import crossreview.store.LinePage;
import crossreview.store.SessionReplay;
import crossreview.store.SessionReplay.Decoded;
import io.vertx.core.Future;

/** Reads sessions from their first line on, a page at a time, and decodes them off the loop. */
final class Replays {
  private static final int PAGE_BYTES = 256 * 1024;
  private static final int PAGE_LINES = 2_000;

  private final Desk desk;

  Replays(Desk desk) {
    this.desk = desk;
  }

  /** The session under other rules; fails with {@code Refused} when it cannot be read. */
  Future<WhatIf> under(SessionId id, PolicyRules rules) {
    return on(id, new WhatIf(Session.none(id), rules));
  }

  private Future<WhatIf> on(SessionId id, WhatIf replay) {
    return desk.sessions()
        .page(id, replay.session().seq(), PAGE_LINES, PAGE_BYTES)
        .compose(page -> desk.work().run(() -> fold(id, page, replay)))
        .compose(more -> more ? on(id, replay) : Future.succeededFuture(replay));
  }

  /** Whether there may be more. */
  private static boolean fold(SessionId id, LinePage page, WhatIf replay) {
    try {
      for (StoredLine line : page.lines()) {
        Decoded decoded = SessionReplay.decoded(id, line);
        replay.line(decoded.envelope(), decoded.event());
      }
    } catch (JournalDamaged e) {
      throw new Refused(SessionReplay.problem(e));
    }
    return replay.session().seq() < page.head();
  }
}
