package crossreview.report;

import static crossreview.report.Markdown.text;

import crossreview.model.Opinion;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.session.Judgments.Ruling;
import crossreview.session.Session;
import java.util.List;
import java.util.stream.Collectors;

/** What judges ruled about requests for evidence. Pure. */
final class Rulings {
  private Rulings() {}

  static void write(Markdown out, Session session) {
    List<Ruling> rulings = session.annex().judgments().rulings();
    if (rulings.isEmpty()) {
      return;
    }
    out.heading("Judges");
    for (Ruling ruling : rulings) {
      JudgeRuled ruled = ruling.ruled();
      String moved = ruled.promoted() ? "addressed" : "not moved";
      out.line(
          "- **" + ruled.finding() + "** " + moved + ", `" + ruled.reason().word(),
          "`, " + ruled.mode().word() + ", " + ruling.at() + ": ",
          ruled.judges().stream().map(Rulings::opinion).collect(Collectors.joining("; ")));
    }
  }

  private static String opinion(Opinion opinion) {
    if (opinion.failed() != null) {
      return text(opinion.peer()) + " gave no answer (`" + opinion.failed() + "`)";
    }
    String says = opinion.satisfied() ? "yes" : "no";
    return text(opinion.peer())
        + " says "
        + says
        + ", "
        + opinion.confidence().word()
        + ": "
        + text(opinion.rationale());
  }
}
