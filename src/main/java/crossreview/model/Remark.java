package crossreview.model;

/** The server's remark beside a vote; never a change of it. */
public record Remark(String code, Integer index, String detail) {
  public Remark {
    Checks.text("code", code, 1, 64);
    detail = detail == null ? null : Checks.cut(detail, 400);
  }
}
