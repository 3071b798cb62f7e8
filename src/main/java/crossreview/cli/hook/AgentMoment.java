package crossreview.cli.hook;

import crossreview.model.WireEnum;

/** When an agent asks; the script {@code agent-hook} takes the word. */
enum AgentMoment implements WireEnum {
  /** It wants to stop. */
  STOP("stop"),
  /** It wants to run {@code git commit} or {@code git push}. */
  PRE_COMMIT("pre-commit"),
  /** It has changed a file. */
  POST_EDIT("post-edit");

  private final String wireName;

  AgentMoment(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
