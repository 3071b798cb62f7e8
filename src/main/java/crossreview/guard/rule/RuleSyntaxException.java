package crossreview.guard.rule;

/** Why a rule cannot be used, as a clause for people. */
final class RuleSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  RuleSyntaxException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
