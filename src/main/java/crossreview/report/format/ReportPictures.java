package crossreview.report.format;

import static crossreview.report.format.SvgCanvas.LEFT;
import static crossreview.report.format.SvgCanvas.ROW;
import static crossreview.report.format.SvgCanvas.WIDE;

import crossreview.model.Money;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.time.TimestampFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pictures of a session for a page without scripts: its calls over time, votes by round, agreement
 * of peers, findings from where they were opened to where they were settled, and money. Whatever
 * they show is also a word or a number in them. Pure; one thread.
 */
final class ReportPictures {
  private static final int BARS = WIDE - LEFT - 150; // room for the text after a bar
  private static final int CELL = 60;
  private static final int ROUND_WIDE = 126;
  private static final int SHADES = 4;
  private static final int DIGEST_CHARS = 8;
  private static final int ROUNDS_DRAWN = 50; // beyond it nobody can read a picture
  private static final int FINDINGS_DRAWN = 64;

  private final MarkupBuilder out;
  private final SessionResult result;
  private final Session session;
  private final List<Round> rounds;
  private final List<String> peers;

  ReportPictures(MarkupBuilder out, SessionResult result) {
    this.out = out;
    this.result = result;
    this.session = result.session();
    List<Round> all = new ArrayList<>();
    session.rounds().forEach(all::add);
    this.rounds = all.subList(Math.max(0, all.size() - ROUNDS_DRAWN), all.size());
    Set<String> names = new LinkedHashSet<>();
    rounds.forEach(round -> names.addAll(round.panel()));
    this.peers = List.copyOf(names);
  }

  /** Nothing where nobody has been asked yet. */
  void write() {
    if (rounds.isEmpty()) {
      return;
    }
    out.element("h2", "Votes by round, with the text that they are about");
    votes();
    out.element("h2", "Calls over time");
    rounds.forEach(this::calls);
    if (peers.size() > 1) {
      out.element("h2", "In how many rounds two peers agreed");
      agreement();
    }
    if (!session.findings().isEmpty()) {
      out.element("h2", "Findings, from where they were opened to where they were settled");
      findings();
    }
    out.element("h2", "Money");
    money();
  }

  private void votes() {
    int wide = Math.min(ROUND_WIDE, (WIDE - LEFT) / rounds.size());
    SvgCanvas canvas = new SvgCanvas(out, 40 + peers.size() * 30, "Votes of peers by round");
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      int x = LEFT + i * wide;
      canvas.middle(x + wide / 2, 12, "round " + round.number());
      canvas.middle(x + wide / 2, 28, round.artifact().value().substring(0, DIGEST_CHARS));
      for (int row = 0; row < peers.size(); row++) {
        var ballot = round.votes().get(peers.get(row));
        String style = ballot == null ? "none" : style(ballot.status());
        canvas.box(style, x + 2, 38 + row * 30, wide - 4, 26);
        canvas.middle(x + wide / 2, 56 + row * 30, ballot == null ? "–" : word(ballot.status()));
      }
    }
    for (int row = 0; row < peers.size(); row++) {
      canvas.name(56 + row * 30, result.plain().line(peers.get(row)));
    }
    canvas.done();
  }

  private static String style(VerdictStatus status) {
    return switch (status) {
      case READY -> "good";
      case NOT_READY -> "bad";
      case NEEDS_EVIDENCE -> "wait";
    };
  }

  private static String word(VerdictStatus status) {
    String word = status.wireName().toLowerCase(Locale.ROOT).replace('_', ' ');
    return (status == VerdictStatus.READY ? "✓ " : status == VerdictStatus.NOT_READY ? "✗ " : "… ")
        + word;
  }

  /** The calls of a round; a time axis begins with the first of them. */
  private void calls(Round round) {
    List<LedgerCall> some =
        session.calls().values().stream().filter(call -> call.round() == round.number()).toList();
    List<LedgerCall> ended = some.stream().filter(call -> call.facts().endedAt() != null).toList();
    long begin = ended.stream().mapToLong(ReportPictures::begin).min().orElse(0);
    long span = ended.stream().mapToLong(call -> end(call) - begin).max().orElse(1);
    String title = "Calls of round " + round.number();
    SvgCanvas canvas = new SvgCanvas(out, 24 + some.size() * ROW, title);
    canvas.text(0, 14, title);
    for (int i = 0; i < some.size(); i++) {
      LedgerCall call = some.get(i);
      int y = 20 + i * ROW;
      canvas.name(y + 15, result.plain().line(call.peer()));
      if (call.facts().endedAt() == null) {
        canvas.text(LEFT, y + 15, "no answer yet");
        continue;
      }
      int from = LEFT + (int) (BARS * (begin(call) - begin) / Math.max(1, span));
      int wide = (int) (BARS * (end(call) - begin(call)) / Math.max(1, span));
      canvas.box(call.facts().failure() == null ? "bar" : "failed", from, y + 3, wide, ROW - 7);
      canvas.text(Math.max(from + wide, from + 2) + 6, y + 15, said(call));
    }
    canvas.done();
  }

  private static long end(LedgerCall call) {
    String at = call.facts().endedAt();
    return at == null ? 0 : TimestampFormat.parse(at).toEpochMilli();
  }

  private static long begin(LedgerCall call) {
    return end(call) - call.facts().latencyMs();
  }

  private static String said(LedgerCall call) {
    String time =
        call.facts().failure() != null
            ? "failed"
            : String.format(Locale.ROOT, "%.1f s", call.facts().latencyMs() / 1000.0);
    String cost = call.cost().equals(Money.ZERO) ? "" : ", $" + call.cost();
    return time + cost;
  }

  private void agreement() {
    SvgCanvas canvas = new SvgCanvas(out, 30 + peers.size() * CELL, "How often two peers agreed");
    for (int i = 0; i < peers.size(); i++) {
      canvas.name(30 + CELL / 2 + i * CELL, result.plain().line(peers.get(i)) + " " + (i + 1));
      canvas.middle(LEFT + i * CELL + CELL / 2, 18, String.valueOf(i + 1));
      for (int j = 0; j < peers.size(); j++) {
        square(canvas, i, j);
      }
    }
    canvas.done();
  }

  private void square(SvgCanvas canvas, int row, int column) {
    int both = 0;
    int agreed = 0;
    for (Round round : rounds) {
      var one = round.votes().get(peers.get(row));
      var other = round.votes().get(peers.get(column));
      if (one != null && other != null) {
        both++;
        boolean ready = one.status() == VerdictStatus.READY;
        agreed += ready == (other.status() == VerdictStatus.READY) ? 1 : 0;
      }
    }
    boolean known = row != column && both > 0;
    int x = LEFT + column * CELL;
    int y = 26 + row * CELL;
    canvas.box(known ? "heat" + agreed * SHADES / both : "none", x + 1, y, CELL - 2, CELL - 2);
    if (row != column) {
      canvas.middle(x + CELL / 2, y + CELL / 2 + 4, known ? agreed + "/" + both : "–");
    }
  }

  private void findings() {
    List<LedgerFinding> all = session.findings().values().stream().limit(FINDINGS_DRAWN).toList();
    int last = session.rounds().size();
    SvgCanvas canvas = new SvgCanvas(out, 24 + all.size() * ROW, "Findings over the rounds");
    int step = (WIDE - LEFT - 190) / Math.max(1, last);
    for (Round round : rounds) {
      canvas.middle(LEFT + step * round.number() - step / 2, 12, "round " + round.number());
    }
    for (int i = 0; i < all.size(); i++) {
      LedgerFinding found = all.get(i);
      boolean settled = !found.moves().isEmpty() && found.settledAfter() > 0;
      int from = LEFT + step * found.opened().openedRound() - step / 2;
      int to = settled ? LEFT + step * found.settledAfter() - step / 4 : LEFT + step * last;
      int y = 18 + i * ROW;
      String style = session.blocks(found) ? "bad" : settled ? "good" : "wait";
      canvas.name(y + 15, found.opened().id() + " " + result.plain().line(found.opened().owner()));
      canvas.line("life " + style, from, to, y + 11);
      canvas.text(to + 8, y + 15, found.state().wireName());
    }
    canvas.done();
  }

  private void money() {
    double spent = session.cost().amount().doubleValue();
    Money ceiling = session.limits().sessionUsd();
    double most = Math.max(spent, ceiling == null ? 0 : ceiling.amount().doubleValue());
    String said = "$" + session.cost() + (ceiling == null ? "" : " of $" + ceiling);
    SvgCanvas canvas = new SvgCanvas(out, 34, "This session has cost " + said);
    canvas.text(0, 22, "This session");
    canvas.box("none", LEFT, 6, BARS, 22);
    if (spent > 0) {
      canvas.box("bar", LEFT, 6, (int) (BARS * spent / most), 22);
    }
    canvas.text(LEFT + BARS + 10, 22, said);
    canvas.done();
  }
}
