package crossreview.forge;

import crossreview.forge.CheckPost.CheckState;
import crossreview.forge.CheckPost.LineAnnotation;
import crossreview.forge.FindingThread.ThreadReply;
import crossreview.forge.PostMark.MarkKind;
import crossreview.forge.PullVerdict.PullFinding;
import crossreview.forge.ReviewableLines.LinePlace;
import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.report.MarkdownBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a verdict becomes at a forge: comments at lines, one summary, one check. Pure; the same
 * arguments give the same plan, also after a crash.
 *
 * @param threads in one review
 * @param review the text of that review
 * @param replies in threads whose finding is not open any more
 * @param summary the one comment, replaced by that of the next head
 */
public record PostPlan(
    List<ThreadPost> threads,
    String review,
    List<ThreadReply> replies,
    String summary,
    CheckPost check) {
  /** More would be noise; the rest is in the summary. */
  public static final int THREADS_MAX = 20;

  private static final int STATEMENT_MAX = 4_000; // of a comment; the report has the whole text
  private static final int BODY_MAX = 60_000; // characters; GitHub takes 65,536

  public PostPlan {
    threads = List.copyOf(threads);
    replies = List.copyOf(replies);
  }

  /**
   * What is planned for.
   *
   * @param session its id
   * @param head the reviewed commit
   * @param missing what of the change could not be fetched
   */
  public record PlanSubject(String session, String head, List<String> missing) {
    public PlanSubject {
      missing = List.copyOf(missing);
    }
  }

  /**
   * The posts about a verdict.
   *
   * @param threads those that are there
   */
  public static PostPlan of(
      PullVerdict verdict,
      PlanSubject subject,
      ReviewableLines lines,
      List<FindingThread> threads) {
    Set<String> there =
        threads.stream().map(FindingThread::fingerprint).collect(Collectors.toSet());
    List<ThreadPost> fresh = fresh(verdict, lines, there);
    Set<String> shown = new TreeSet<>(there);
    fresh.forEach(thread -> shown.add(thread.fingerprint()));
    String summary = new PostMark(MarkKind.SUMMARY, "1").under(summary(verdict, subject));
    return new PostPlan(
        fresh,
        review(fresh, subject),
        replies(verdict, subject, threads),
        summary,
        check(verdict, subject, summary, annotations(verdict, shown)));
  }

  /** The same in parts of so many threads. */
  public List<PostPlan> inParts(int most) {
    List<PostPlan> parts = new ArrayList<>();
    for (int from = 0; from < threads.size(); from += most) {
      List<ThreadPost> part = threads.subList(from, Math.min(threads.size(), from + most));
      parts.add(new PostPlan(part, review, replies, summary, check));
    }
    return parts;
  }

  private static List<ThreadPost> fresh(
      PullVerdict verdict, ReviewableLines lines, Set<String> there) {
    List<ThreadPost> threads = new ArrayList<>();
    for (PullFinding finding : verdict.findings()) {
      String path = finding.path();
      LinePlace place = path == null ? null : lines.at(path, finding.line()).orElse(null);
      if (place == null) {
        continue;
      }
      boolean fresh = !there.contains(finding.fingerprint());
      if (finding.blocks() && fresh && threads.size() < THREADS_MAX) {
        threads.add(new ThreadPost(finding.fingerprint(), place, comment(finding)));
      }
    }
    return threads;
  }

  /** Where peers voted and do not demand it any more. */
  private static List<ThreadReply> replies(
      PullVerdict verdict, PlanSubject subject, List<FindingThread> threads) {
    Set<String> open =
        verdict.findings().stream().map(PullFinding::fingerprint).collect(Collectors.toSet());
    List<ThreadReply> replies = new ArrayList<>();
    for (FindingThread thread : threads) {
      if (verdict.counted() && !thread.settled() && !open.contains(thread.fingerprint())) {
        String text = "Not open any more in the review of " + subject.head() + ".";
        PostMark mark = new PostMark(MarkKind.SETTLED, thread.fingerprint());
        replies.add(new ThreadReply(thread.thread(), mark.under(text)));
      }
    }
    return replies;
  }

  private static String comment(PullFinding finding) {
    String statement = ValueChecks.cut(finding.statement(), STATEMENT_MAX);
    String text =
        "**"
            + MarkdownBuilder.text(finding.owner())
            + "** ("
            + finding.id()
            + ", blocking): "
            + MarkdownBuilder.text(statement);
    return new PostMark(MarkKind.FINDING, finding.fingerprint()).under(QuietText.of(text));
  }

  private static String review(List<ThreadPost> threads, PlanSubject subject) {
    String about =
        threads.stream().map(ThreadPost::fingerprint).sorted().collect(Collectors.joining("\n"));
    String id = Digest.of(subject.head() + "\n" + about).value();
    String count = threads.size() == 1 ? "1 blocking finding" : threads.size() + " findings";
    return new PostMark(MarkKind.REVIEW, id)
        .under("crossreview: " + count + " at lines of this change.");
  }

  private static String summary(PullVerdict verdict, PlanSubject subject) {
    StringBuilder out = new StringBuilder(QuietText.of(verdict.page()).stripTrailing());
    out.append("\n\n");
    if (verdict.findings().isEmpty() && !verdict.approved()) {
      out.append(QuietText.of(MarkdownBuilder.text(verdict.sentence()))).append(".\n\n");
    }
    if (!subject.missing().isEmpty()) {
      out.append("### Not fetched\n\n");
      subject
          .missing()
          .forEach(what ->
              out.append("- ").append(QuietText.of(MarkdownBuilder.text(what))).append('\n'));
      out.append('\n');
    }
    out.append("Head ").append(MarkdownBuilder.code(subject.head())).append('.');
    return cut(out.toString());
  }

  private static String cut(String text) {
    return text.length() <= BODY_MAX
        ? text
        : ValueChecks.cut(text, BODY_MAX) + "\n\nThe rest is in the report of the session.";
  }

  private static CheckPost check(
      PullVerdict verdict, PlanSubject subject, String summary, List<LineAnnotation> annotations) {
    boolean whole = subject.missing().isEmpty();
    CheckState state = verdict.approved() && whole ? CheckState.SUCCESS : CheckState.FAILURE;
    String title =
        verdict.approved() && !whole
            ? "Not approved: a part of the change could not be fetched"
            : verdict.sentence();
    return new CheckPost(state, title, summary, annotations);
  }

  private static List<LineAnnotation> annotations(PullVerdict verdict, Set<String> shown) {
    List<LineAnnotation> annotations = new ArrayList<>();
    for (PullFinding finding : verdict.findings()) {
      String path = finding.path();
      if (path != null && !shown.contains(finding.fingerprint())) {
        annotations.add(
            new LineAnnotation(
                path,
                finding.line(),
                finding.blocks(),
                finding.owner() + " " + finding.id(),
                ValueChecks.cut(finding.statement(), STATEMENT_MAX)));
      }
    }
    return annotations;
  }
}
