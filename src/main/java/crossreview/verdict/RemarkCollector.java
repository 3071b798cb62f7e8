package crossreview.verdict;

import crossreview.model.ValueChecks;
import crossreview.model.vote.BallotRemark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what was tolerated; one per reading, used by one thread. */
public final class RemarkCollector {
  /** 24: with details of at most 200 characters, all remarks of a ballot fit into one line. */
  static final int MAX = 24;

  private static final int DETAIL_MAX = 200;
  private final List<BallotRemark> kept = new ArrayList<>();
  private int more;

  /** A remark on the answer as a whole. */
  void add(String code, String detail) {
    add(code, null, detail);
  }

  /**
   * @param index of the finding or disposition; null for the answer as a whole
   */
  void add(String code, @Nullable Integer index, String detail) {
    if (kept.size() + 1 < MAX) {
      kept.add(new BallotRemark(code, index, TextTruncator.truncate(detail, DETAIL_MAX)));
    } else {
      more++;
    }
  }

  /** What was remarked, in order; the last one counts what did not fit. */
  List<BallotRemark> all() {
    List<BallotRemark> all = new ArrayList<>(kept);
    if (more > 0) {
      all.add(new BallotRemark("more_remarks", null, more + " more"));
    }
    return List.copyOf(all);
  }

  /** The text as a remark or refusal shows it: short, in quotes. */
  static String shown(String text) {
    return "\"" + ValueChecks.cut(text, 60) + "\"";
  }
}
