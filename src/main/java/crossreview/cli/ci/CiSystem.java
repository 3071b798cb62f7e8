package crossreview.cli.ci;

/** The systems whose jobs are known. */
enum CiSystem {
  GITHUB("GitHub Actions", "let actions/checkout have fetch-depth: 0"),
  GITLAB(
      "GitLab CI",
      "set the variable GIT_DEPTH: \"0\" for the job, and git fetch origin BRANCH for a branch that"
          + " is not fetched"),
  GERRIT("Gerrit", "fetch the change without a depth: git fetch origin \"$GERRIT_REFSPEC\""),
  JENKINS("Jenkins", "switch the shallow clone off, and fetch the branch that the change goes to"),
  BUILDKITE(
      "Buildkite", "run git fetch --unshallow, and git fetch origin BRANCH for a missing branch"),
  NONE("no known system", "git fetch --unshallow");

  private final String title;
  private final String wholeClone;

  CiSystem(String title, String wholeClone) {
    this.title = title;
    this.wholeClone = wholeClone;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** How a job gets the commits that its clone does not have, as an order. */
  String wholeClone() {
    return wholeClone;
  }
}
