package crossreview.model.vote;

import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/** The server's remark beside a vote; never a change of it. */
public record BallotRemark(String code, @Nullable Integer index, @Nullable String detail) {
  public BallotRemark {
    ValueChecks.text("code", code, 1, 64);
    detail = detail == null ? null : ValueChecks.cut(detail, 400);
  }
}
