package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.Money;
import crossreview.model.event.ImportedEvent.CallImported;
import crossreview.model.event.ImportedEvent.ItemImported;
import crossreview.model.event.ImportedEvent.RoundImported;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.session.ImportedSession;
import crossreview.session.Session;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What another program says of a session that comes from it: shown as it was, and as its word. */
final class ImportedSection {
  private ImportedSection() {}

  /** The answer of an imported session: what the other program came to, and that it is its word. */
  static String sentence(Session session, String from) {
    ImportedSession imported = session.supplement().imported();
    String said = imported == null ? "" : said(imported.what());
    return "**Imported** from "
        + text(from)
        + said
        + ". Nothing of it was reviewed or verified here.";
  }

  private static String said(SessionImported what) {
    String reason = what.reason() == null ? "" : " (" + text(what.reason()) + ")";
    return what.outcome() == null
        ? ", where it was not finished"
        : ", which says: " + text(what.outcome()) + reason;
  }

  static void write(MarkdownBuilder out, Session session) {
    ImportedSession imported = session.supplement().imported();
    if (imported == null) {
      return;
    }
    what(out, imported.what());
    imported.rounds().forEach(round -> round(out, imported, round));
    if (!imported.callsOutside().isEmpty()) {
      out.heading("Imported calls outside of rounds");
      calls(out, imported.callsOutside());
    }
    items(out, imported.items());
  }

  private static void what(MarkdownBuilder out, SessionImported what) {
    out.heading("Imported");
    out.line(
        "Version " + text(what.version()),
        ", opened "
            + text(said(what.openedAt()))
            + ", changed last "
            + text(said(what.updatedAt())),
        ", " + what.rounds() + (what.rounds() == 1 ? " round, " : " rounds, "),
        what.cost() + " USD there, " + what.events() + " events.");
    what.repairs().forEach(repair -> out.line("- ", text(repair)));
  }

  private static String said(@Nullable String value) {
    return value == null ? "it does not say when" : value;
  }

  private static void round(MarkdownBuilder out, ImportedSession imported, RoundImported round) {
    out.heading("Imported round " + round.round());
    String converged =
        round.converged() == null
            ? "not said whether it converged"
            : round.converged() ? "converged" : "not converged";
    String reason = round.reason() == null ? "" : ", " + text(round.reason());
    out.line(
        text(said(round.startedAt())) + " to " + text(said(round.completedAt())),
        ": " + converged + reason + ".");
    round.blocking().forEach(each -> out.line("- ", text(each)));
    out.line();
    calls(out, imported.callsOf(round.round()));
  }

  private static void calls(MarkdownBuilder out, List<CallImported> calls) {
    out.columns("peer", "model", "for", "said", "confidence", "time", "cost", "summary");
    calls.forEach(call ->
        out.row(
            List.of(
                text(call.peer()),
                text(or(call.model())),
                text(call.purpose()),
                text(or(call.failure() == null ? call.status() : call.failure())),
                text(or(call.confidence())),
                time(call.latencyMs()),
                money(call.cost()),
                text(or(call.summary())))));
    for (CallImported call : calls) {
      call.requests().forEach(each -> out.line("- ", text(call.peer()), " asks: ", text(each)));
    }
  }

  private static void items(MarkdownBuilder out, List<ItemImported> items) {
    if (items.isEmpty()) {
      return;
    }
    out.heading("Imported checklist");
    for (ItemImported item : items) {
      String rounds = ", rounds " + item.firstRound() + " to " + item.lastRound() + ": ";
      out.line("- **" + text(item.status()) + "** ", text(item.peer()), rounds, text(item.ask()));
      item.moves()
          .forEach(move ->
              out.line(
                  "  - " + text(move.to()) + " by " + text(or(move.by())),
                  ", " + text(said(move.at())),
                  move.note() == null ? "" : ": " + text(move.note())));
    }
  }

  private static String or(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String time(@Nullable Long millis) {
    return millis == null ? "" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  private static String money(@Nullable Money cost) {
    return cost == null ? "" : cost.toString();
  }
}
