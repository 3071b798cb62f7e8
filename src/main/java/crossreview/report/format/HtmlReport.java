package crossreview.report.format;

import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.material.ChangeIdentity;
import crossreview.report.format.SessionResult.ResultNotice;
import crossreview.session.Round;
import crossreview.session.rule.Panel;
import java.util.List;
import java.util.function.Predicate;

/**
 * One page of HTML that needs nothing else: no script, no font, no image, no other host, which its
 * own policy forbids as well. Readable in light and dark, on paper and by a screen reader. Pure.
 */
final class HtmlReport {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>crossreview result</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8888; }
      article { border-left: .3rem solid #888; padding: 0 1rem; margin: 1rem 0; }
      article.blocks { border-color: #c33; }
      p.text, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      pre { padding: .5rem; border: 1px solid #8888; }
      svg { width: 100%; height: auto; display: block; break-inside: avoid; }
      svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
      .none { fill: #8881; } .good { fill: #2a93; stroke: #2a9; } .bad { fill: #c333; stroke: #c33; }
      .wait { fill: #c903; stroke: #c90; } .bar { fill: #48c9; } .failed { fill: #c339; }
      .life { stroke-width: 3; } .heat0 { fill: #48c1; } .heat1 { fill: #48c3; }
      .heat2 { fill: #48c5; } .heat3 { fill: #48c7; } .heat4 { fill: #48c9; }
      </style>
      </head>
      <body>
      <main>
      """;

  private final MarkupBuilder out = new MarkupBuilder().raw(HEAD);
  private final SessionResult result;

  private HtmlReport(SessionResult result) {
    this.result = result;
  }

  static String of(SessionResult result) {
    return new HtmlReport(result).write();
  }

  private String write() {
    out.element("h1", result.approved() ? "Approved" : "Not approved");
    out.element("p", result.verdict() + ".", "class", "text");
    out.element("p", result.task(), "class", "text");
    facts();
    notices();
    findings("Open findings", ResultFinding::open);
    findings("Settled findings", found -> !found.open());
    result.session().rounds().forEach(this::round);
    new ReportPictures(out, result).write();
    out.element("h2", "How to verify");
    out.element(
        "p",
        "crossreview verify "
            + result.session().id()
            + " checks the journal, every stored text and every vote against its digest.");
    return out.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void facts() {
    out.open("table").raw("\n");
    ChangeIdentity change = result.change();
    if (change != null) {
      fact("repository", change.repository());
      fact("branch", change.branch() == null ? "detached" : change.branch());
      fact("compared", change.compared());
      fact("base", change.base() == null ? "tree " + change.baseTree() : change.base());
      fact("head", change.head() == null ? "tree " + change.headTree() : change.head());
    }
    fact("text", result.label());
    fact("cost", result.session().cost() + " USD");
    fact("session", result.session().id().value());
    fact("last line", result.session().seq() + " at " + result.session().updatedAt());
    out.close();
  }

  private void fact(String name, String value) {
    out.open("tr")
        .element("th", name, "scope", "row")
        .element("td", result.plain().line(value))
        .close();
  }

  private void notices() {
    if (result.notices().isEmpty()) {
      return;
    }
    out.element("h2", "Blockers");
    out.open("ul").raw("\n");
    for (ResultNotice notice : result.notices()) {
      out.element("li", notice.peer() + ", " + notice.code() + ": " + notice.detail());
    }
    out.close();
  }

  private void findings(String title, Predicate<ResultFinding> which) {
    List<ResultFinding> some = result.findings().stream().filter(which).toList();
    if (some.isEmpty()) {
      return;
    }
    out.element("h2", title);
    for (ResultFinding found : some) {
      out.open("article", "class", found.blocks() ? "blocks" : "rest").raw("\n");
      String weight = found.blocks() ? "blocking " : found.blocking() ? "" : "advice, ";
      String kind = found.kind().wireName().replace('_', ' ');
      out.element("h3", found.id() + ": " + weight + kind + " by " + found.owner());
      out.element("p", found.statement(), "class", "text");
      found
          .places()
          .forEach(place -> {
            out.open("p").element("code", place.shown()).close();
            if (place.quote() != null) {
              out.element("pre", place.quote());
            }
          });
      if (found.settlement() != null) {
        out.element("p", found.settlement().words(), "class", "text");
      }
      out.close();
    }
  }

  private void round(Round round) {
    out.element("h2", (round.turn() ? "Turn " : "Round ") + round.number());
    out.open("table").raw("\n").open("tr");
    for (String name : List.of("peer", "vote", "summary")) {
      out.element("th", name, "scope", "col");
    }
    out.close();
    for (String peer : round.panel()) {
      BallotCast ballot = round.votes().get(peer);
      String vote = ballot == null ? JsonResult.absence(round, peer) : ballot.status().wireName();
      vote = Panel.isTrial(result.session(), peer) ? vote + " (on trial, not counted)" : vote;
      if (ballot != null && ballot.reusedFrom() != null) {
        vote += ", an answer from session " + ballot.reusedFrom().session();
      }
      out.open("tr").element("th", result.plain().line(peer), "scope", "row").element("td", vote);
      out.element("td", ballot == null ? "" : result.plain().of(ballot.summary()), "class", "text");
      out.close();
    }
    out.close();
  }
}
