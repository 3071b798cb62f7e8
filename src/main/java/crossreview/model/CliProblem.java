package crossreview.model;

import static crossreview.model.ProblemTraits.denied;
import static crossreview.model.ProblemTraits.invalid;
import static crossreview.model.ProblemTraits.limit;
import static crossreview.model.ProblemTraits.unavailable;

/** The command line: options, files, the way to a daemon. */
public enum CliProblem implements ProblemCode {
  AMBIGUOUS_ID(
      invalid("More than one session starts with these characters.", "Type more of them.")),
  BAD_ANSWER(
      unavailable("The server is not a crossreview daemon.", "Check the address.")
          .withRetryAfter(0)),
  BAD_CERTIFICATE(
      unavailable("The certificate for the server cannot be used.", "Check the file.")
          .withRetryAfter(0)),
  BAD_DAYS(invalid("The value of --days is out of range.", "Use 1 to 36500.")),
  BAD_FIELD(invalid("A field of an operation has a wrong form.", "Use FIELD=VALUE.")),
  BAD_FILE(invalid("A file that an option names cannot be read.", "Check the path.")),
  BAD_GLOB(invalid("A pattern of files cannot be.", "Use *, ? and **, from the top.")),
  BAD_ITEM(invalid("The text is not the id of an item.", "Use an id like f3.")),
  BAD_KEY(
      unavailable(
              "The key of a peer cannot be used.",
              "Check the variable or file that the message names.")
          .withRetryAfter(0)),
  BAD_LINES(invalid("The value of --lines is out of range.", "Use 0 to 100000.")),
  BAD_PUBLIC_KEY(
      invalid("The file does not contain a public key.", "Use the key that crossreview printed.")),
  BAD_RANGE(invalid("git cannot show this range.", "Check the names with git log.")),
  BAD_REPOSITORY_CONFIG(
      invalid(
          "The repository's .crossreview/config.json has a mistake.",
          "Fix the place that the message names, or use --no-suppressions.")),
  BAD_REPOSITORY_RULES(
      invalid(
          "A file with rules of the repository cannot be used.",
          "Fix it where the change goes in, or use --skip-bad-rules to review without it.")),
  BAD_RULES_FILE(
      unavailable(
              "The rule file for secrets cannot be used.",
              "Fix the file that the message names, or secrets.rules_file in the settings.")
          .withRetryAfter(0)),
  BAD_ROLE(
      invalid("The role does not exist.", "Use reader, caller, reviewer, operator or metrics.")),
  BAD_SERVER(
      invalid("The value of --server is not a URL that can be used.", "Use https://HOST:PORT.")),
  BAD_SETTINGS(invalid("The settings have errors.", "Fix each of them; crossreview config check.")),
  BAD_SHELL(invalid("There is no completion for this shell.", "Use bash, zsh or fish.")),
  CANNOT_EXPORT(invalid("The bundle cannot be written.", "Check the path and the disk.")),
  CANNOT_READ(invalid("A file cannot be read.", "Check the path.")),
  CANNOT_WRITE(invalid("A file cannot be written.", "Check the path and the disk.")),
  DAEMON_ELSEWHERE(
      unavailable(
              "The daemons on the data directory run on other machines.",
              "Choose one: --server URL --token-file FILE.")
          .withRetryAfter(0)),
  DAEMON_NOT_OURS(
      unavailable(
              "The process is not a daemon that this command may stop or restart.",
              "Stop it where it was started.")
          .withRetryAfter(0)),
  DAEMON_NOT_REACHABLE(unavailable("No daemon answers at its address.", "crossreview serve")),
  DAEMON_NOT_RUNNING(
      unavailable("No daemon has written its address to the data directory.", "crossreview serve")),
  DAEMON_NOT_STARTED(
      unavailable("The daemon did not start.", "Read the file that the message names.")),
  DAEMON_NOT_STOPPED(
      unavailable("The daemon has not ended in time.", "crossreview stop --now").withRetryAfter(0)),
  DAEMON_TOO_OLD(
      unavailable(
              "The daemon is an older version without a local socket.",
              "Stop it and start this version.")
          .withRetryAfter(0)),
  EMPTY_DIFF(invalid("The range has no changes.", "Choose another range.")),
  FILE_EXISTS(invalid("The file exists already.", "Choose another name.")),
  FORK_NOT_ADMITTED(
      denied(
          "The change comes from a fork, and nobody of the repository has admitted it.",
          "Give the request the label that the message names, or use --from-forks.")),
  FOREIGN_LISTENER(
      unavailable(
              "Another user listens at the daemon's socket; nothing was sent.",
              "Find out which program it is; stop it, then run crossreview serve.")
          .withRetryAfter(0)),
  INIT_INCOMPLETE(
      invalid("A settings file cannot be made of what was given.", "crossreview init --help")),
  INTERRUPTED(limit("The command was interrupted.", "Repeat it.")),
  NOTHING_TO_REVIEW(invalid("There is nothing to review.", "Name a file or a range.")),
  NOT_THE_COMMIT(
      invalid(
          "The session is not about this commit.",
          "Change to the repository that was reviewed, or use crossreview receipt ID --format"
              + " dsse.")),
  NOT_ANSWERED(
      unavailable("The daemon did not answer in time.", "Read the daemon's log.")
          .withUnknownOutcome()),
  NO_BASE(
      invalid(
          "There is nothing to compare the branch with.",
          "Name it: crossreview review --branch BASE.")),
  NO_CI_JOB(invalid("The job does not say which change it is about.", "Give --base and --head.")),
  NO_COMMAND(invalid("A subcommand is missing.", "Use one that the message names.")),
  NO_DATA_DIR(invalid("The data directory does not exist yet.", "crossreview serve creates it.")),
  NO_GIT(invalid("git cannot be run.", "Install git.")),
  NO_LOG(
      invalid(
          "The data directory has no log file.",
          "Look where the daemon was started: stderr, or its supervisor's log.")),
  NO_REPOSITORY(invalid("This is not a git repository.", "Change to one.")),
  NO_SESSION(
      invalid("The folder or argument is not a session.", "crossreview sessions lists them.")),
  NO_SETTINGS(invalid("The file of settings cannot be read.", "Check the path.")),
  NO_TOKEN(invalid("--server needs a token.", "Add --token-file.")),
  NO_WORK_TREE(
      invalid(
          "The repository has no work tree.", "Name commits: --commit, --range or --branch BASE.")),
  PATH_OUTSIDE(invalid("The path is not in the repository.", "Use a path below its top.")),
  REVISION_NOT_APPLICABLE(
      invalid(
          "The files here are not the submitted text, so the revision does not fit them.",
          "Check out the submitted state, or use crossreview show ID --final.")),
  OPTION_CONFLICT(
      invalid("Options contradict each other, or have no effect.", "Leave one of them out.")),
  SHALLOW_CLONE(invalid("The clone is shallow: a commit is not here.", "git fetch --deepen 100")),
  SHORT_ID(
      invalid("The abbreviated id is too short.", "Type the characters that the message shows.")),
  STDIN_FAILED(invalid("The standard input cannot be read.", "Check the program before the pipe.")),
  UNMERGED_FILES(
      invalid("Files have conflicts that are not resolved.", "Resolve them, or review a commit.")),
  UNKNOWN_FIELD(invalid("The operation has no such field.", "crossreview call OPERATION --help"));

  private final ProblemTraits traits;

  CliProblem(ProblemTraits traits) {
    this.traits = traits;
  }

  @Override
  public ProblemTraits traits() {
    return traits;
  }
}
