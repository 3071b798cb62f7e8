package crossreview.settings;

import org.jspecify.annotations.Nullable;

/**
 * The scalar settings of a host by itself: path, type, default, bounds, and why the default is what
 * it is.
 */
public enum DaemonSetting implements ScalarSetting {
  DATA_DIR(
      "data_dir",
      SettingType.text(1, 1_000),
      "~/.local/share/crossreview",
      "The directory of sessions, tokens and keys; ~ is your home, and XDG_DATA_HOME counts where"
          + " it is set. It is created with mode 0700 and not shared between users."),
  DATA_DIR_SHARED(
      "data_dir_shared",
      SettingType.flag(),
      "false",
      "Whether several daemons may use the same directory. Each session still has one writer; for"
          + " the others it is busy."),
  MCP_TOOLS(
      "mcp.tools",
      SettingType.word("core", "full"),
      "core",
      "Which tools are listed for agents: the dozen that a review needs, or every operation. All"
          + " can be called."),
  ARTIFACT_BYTES_MAX(
      "limits.artifact_bytes_max",
      SettingType.number(1, 32 << 20),
      "4194304",
      "Maximum size of an artifact. It is shown completely to every peer or refused, never"
          + " truncated."),
  MAX_ROUNDS(
      "limits.max_rounds",
      SettingType.number(1, 100),
      "8",
      "Maximum rounds of one run. A panel that does not agree in eight rounds needs a person."),
  FLOOR(
      "limits.floor",
      SettingType.number(1, 32),
      "2",
      "Minimum number of voters. One vote is not an agreement."),
  WALL_CLOCK_MINUTES(
      "limits.wall_clock_minutes",
      SettingType.number(1, 1_440),
      "60",
      "Maximum duration of a run; then it ends with wall_clock and keeps the answers."),
  CALL_SECONDS_MAX(
      "limits.call_seconds_max",
      SettingType.number(1, 3_600),
      "600",
      "Maximum duration of a call to a peer including retries; slow reasoning models need"
          + " minutes."),
  ANSWER_BYTES_MAX(
      "limits.answer_bytes_max",
      SettingType.number(1_024, 64 << 20),
      "8388608",
      "Maximum size of an answer of a peer and of the standard error of a command: twice the"
          + " largest artifact. A larger one is refused, never truncated."),
  SESSION_USD(
      "limits.session_usd",
      SettingType.money(),
      null,
      "The ceiling of a session in US dollars. Without one, no paid call is made."),
  ROUND_USD(
      "limits.round_usd",
      SettingType.money(),
      null,
      "The ceiling of one round in US dollars, with its repairs, judges and the revision after it;"
          + " a round that could cost more ends the run."),
  CALL_USD(
      "limits.call_usd",
      SettingType.money(),
      null,
      "The ceiling of one call in US dollars; a call that could cost more is not sent."),
  CALLER_DAY_USD(
      "limits.caller_day_usd",
      SettingType.money(),
      null,
      "The ceiling of one caller's sessions together in a UTC day."),
  DAY_USD(
      "limits.day_usd",
      SettingType.money(),
      null,
      "The ceiling of all sessions together in a UTC day, for all daemons on the directory."),
  SESSION_LINES_MAX(
      "limits.session_lines_max",
      SettingType.number(100, 10_000_000),
      "100000",
      "Maximum lines of one session's journal; reaching it ends the run with session_limit."),
  CIRCULAR_MAX_ROTATIONS(
      "limits.circular_max_rotations",
      SettingType.number(1, 20),
      "3",
      "Maximum rotations in circular mode; then the run ends without agreement."),
  BALLOT_FINDINGS_MAX(
      "limits.ballot_findings_max",
      SettingType.number(1, 8),
      "8",
      "Maximum new findings of one vote. The highest ranked are admitted, and the peer is"
          + " informed."),
  ROUND_FINDINGS_MAX(
      "limits.round_findings_max",
      SettingType.number(1, 10_000),
      "24",
      "Maximum findings of one round, of all peers together."),
  SESSION_FINDINGS_MAX(
      "limits.session_findings_max",
      SettingType.number(1, 10_000),
      "64",
      "Maximum findings of one session. Further ones are remarked and stay in the answers."),
  SESSION_FINDING_CHARACTERS_MAX(
      "limits.session_finding_characters_max",
      SettingType.number(1_000, 10_000_000),
      "64000",
      "Maximum characters of all findings of a session; later prompts contain the open ones."),
  RUNNING_REVIEWS_MAX(
      "limits.running_reviews_max",
      SettingType.number(1, 10_000),
      "256",
      "Maximum number of running reviews; further ones wait."),
  WAITING_REVIEWS_MAX(
      "limits.waiting_reviews_max",
      SettingType.number(0, 100_000),
      "1000",
      "Maximum number of waiting reviews; further ones are refused with 503 and Retry-After. The"
          + " time limit of a waiting run counts."),
  CALLS_PER_PEER_MAX(
      "limits.calls_per_peer_max",
      SettingType.number(1, 1_000),
      "32",
      "Maximum concurrent calls to one peer over all sessions; further ones wait."),
  SECRETS(
      "secrets",
      SettingType.word("warn", "refuse"),
      null,
      "What happens to submitted texts with secrets. Not set: secrets are reported, and such a text"
          + " is not sent to a paid or remote peer. warn: reported and sent. refuse: such a text is"
          + " not accepted. With a rules file: {\"policy\", \"rules_file\"}."),
  SECRETS_RULES_FILE(
      "secrets.rules_file",
      SettingType.text(1, 1_000),
      null,
      "A file with rules of gitleaks or betterleaks (TOML). The rule secrets and the redaction use"
          + " them beside the known formats; see rules.md. Rules that cannot be used are named at"
          + " the start and by crossreview config check."),
  DEFAULT_MODE(
      "default_mode",
      SettingType.word("ship", "review", "circular"),
      "ship",
      "ship: an author revises between rounds. review: verdict only. circular: each author revises"
          + " in turn."),
  DEFAULT_PANEL(
      "default_panel", SettingType.text(1, 64), "builtin", "The panel of sessions that name none."),
  INDEPENDENCE_FLOOR(
      "independence_floor",
      SettingType.decimal("1", "32"),
      "1.5",
      "The verdict says when the votes of a panel are worth fewer independent votes than this."),
  RECOVERY(
      "recovery",
      SettingType.word("resume", "mark"),
      "resume",
      "What happens to a run that a crash interrupted: continue it, or end it with"
          + " recovered_after_restart."),
  RETENTION_ARCHIVE(
      "retention.archive",
      SettingType.text(1, 1_000),
      null,
      "A directory that receives closed sessions as bundles before they are removed; ~ is your"
          + " home. Without it they are only removed."),
  RETENTION_CLOSE_IDLE_DAYS(
      "retention.close_idle_days",
      SettingType.number(0, 36_500),
      "1",
      "Once a day, sessions without a run, a seat or any other activity for this many days are"
          + " closed, at the earliest after 14 days where they are about a branch. A fork continues"
          + " a closed one. 0 leaves them open."),
  RETENTION_KEEP_DAYS(
      "retention.keep_days",
      SettingType.number(0, 36_500),
      "0",
      "Once a day, closed sessions that were not changed for this many days are removed. 0 keeps"
          + " them all."),
  ANSWER_TEXT(
      "feed.answer_text",
      SettingType.flag(),
      "false",
      "Whether consumers see the redacted text of answers while they are received, and not only its"
          + " length. It is never stored, and provisional until the vote."),
  REASK_UNKNOWN(
      "reask_unknown",
      SettingType.flag(),
      "true",
      "Whether a call with unknown result after a crash is repeated once. It is booked at its"
          + " ceiling either way."),
  JOURNAL_THREADS(
      "journal.threads",
      SettingType.number(1, 64),
      "16",
      "Threads that write journals; a session always uses the same one. Sixteen keep the queue of a"
          + " disk busy."),
  JOURNAL_QUEUE_MAX(
      "journal.queue_max",
      SettingType.number(64, 1_000_000),
      "16384",
      "Maximum commands that wait for one journal thread; further ones are refused with 503."),
  SESSION_IDLE_SECONDS(
      "journal.session_idle_seconds",
      SettingType.number(1, 3_600),
      "30",
      "A session without command, run or pending write releases its lock after this time."),
  LOCK_WAIT_SECONDS(
      "lock.wait_seconds",
      SettingType.number(1, 120),
      "26",
      "How long a command waits for a session that another process holds."),
  SHUTDOWN_SECONDS(
      "shutdown_seconds",
      SettingType.number(1, 60),
      "10",
      "Time from SIGTERM to the end of the process; runs can be resumed.");

  private final SettingSpec settingSpec;

  DaemonSetting(String path, SettingType settingType, @Nullable String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}
