package crossreview.settings;

/**
 * The scalar settings of a host by itself: path, type, default, bounds, and why the default is what
 * it is.
 */
public enum DaemonSetting implements ScalarSetting {
  DATA_DIR(
      "data_dir",
      SettingType.text(1, 1_000),
      "~/.local/share/crossreview",
      "Where sessions, tokens and keys live; ~ is your home. Not shared between users: made with"
          + " mode 0700."),
  DATA_DIR_SHARED(
      "data_dir_shared",
      SettingType.flag(),
      "false",
      "Whether other daemons may use the same directory. Each session still has one writer: the"
          + " others answer that it is busy."),
  MCP_TOOLS(
      "mcp.tools",
      SettingType.word("core", "full"),
      "core",
      "Which tools agents are shown: a dozen that do a whole review, or every operation. All can be"
          + " called."),
  LOG_LEVEL(
      "log.level",
      SettingType.word("error", "warn", "info", "debug"),
      "info",
      "What is logged on stderr, one line an event."),
  LOG_FORMAT(
      "log.format",
      SettingType.word("text", "json"),
      "text",
      "Text for people, JSON for collectors."),
  ARTIFACT_BYTES_MAX(
      "limits.artifact_bytes_max",
      SettingType.number(1, 32 << 20),
      "4194304",
      "An artifact; it is shown whole to every peer or refused, never cut."),
  MAX_ROUNDS(
      "limits.max_rounds",
      SettingType.number(1, 100),
      "8",
      "Rounds of one run. A panel that does not agree in eight needs a person."),
  FLOOR(
      "limits.floor",
      SettingType.number(1, 32),
      "2",
      "Voters that must remain: one voter's opinion is no agreement."),
  WALL_CLOCK_MINUTES(
      "limits.wall_clock_minutes",
      SettingType.number(1, 1_440),
      "60",
      "A run; afterwards it ends with wall_clock and keeps what was answered."),
  CALL_SECONDS_MAX(
      "limits.call_seconds_max",
      SettingType.number(1, 3_600),
      "600",
      "One call to a peer, retries included; slow reasoning models need minutes."),
  ANSWER_BYTES_MAX(
      "limits.answer_bytes_max",
      SettingType.number(1_024, 64 << 20),
      "8388608",
      "An answer of a peer, and the errors of a command: twice the largest artifact. A larger one"
          + " is refused, never cut."),
  SESSION_USD(
      "limits.session_usd",
      SettingType.money(),
      null,
      "The ceiling of a session in US dollars. Without one, no paid call is made."),
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
      "Lines of one session's journal; reaching it ends the run with session_limit."),
  CIRCULAR_MAX_ROTATIONS(
      "limits.circular_max_rotations",
      SettingType.number(1, 20),
      "3",
      "How often the artifact goes round in circular mode before the run ends without agreement."),
  BALLOT_FINDINGS_MAX(
      "limits.ballot_findings_max",
      SettingType.number(1, 8),
      "8",
      "New findings of one vote; the highest ranked are admitted, the peer is told."),
  ROUND_FINDINGS_MAX(
      "limits.round_findings_max",
      SettingType.number(1, 10_000),
      "24",
      "Findings of one round, all peers together."),
  SESSION_FINDINGS_MAX(
      "limits.session_findings_max",
      SettingType.number(1, 10_000),
      "64",
      "Findings of one session; more are remarked and stay in the answers."),
  SESSION_FINDING_CHARACTERS_MAX(
      "limits.session_finding_characters_max",
      SettingType.number(1_000, 10_000_000),
      "64000",
      "Characters of a session's findings together; later prompts carry the open ones."),
  RUNNING_REVIEWS_MAX(
      "limits.running_reviews_max",
      SettingType.number(1, 10_000),
      "256",
      "Reviews that run at the same time; one more waits in line."),
  WAITING_REVIEWS_MAX(
      "limits.waiting_reviews_max",
      SettingType.number(0, 100_000),
      "1000",
      "Reviews that wait for a place; one more is refused with 503 and Retry-After. Their wall"
          + " clock runs."),
  CALLS_PER_PEER_MAX(
      "limits.calls_per_peer_max",
      SettingType.number(1, 1_000),
      "32",
      "Calls to one peer at the same time over all sessions; more wait in line."),
  SECRETS(
      "secrets",
      SettingType.word("warn", "refuse"),
      null,
      "What is done about secrets in what callers submit. Not set: they are named, and nothing"
          + " that holds one is sent to a paid or remote peer. warn: named and sent. refuse:"
          + " nothing that holds one is accepted."),
  DEFAULT_MODE(
      "default_mode",
      SettingType.word("ship", "review", "circular"),
      "ship",
      "ship: an author revises between rounds. review: verdict only. circular: each in turn"
          + " revises."),
  DEFAULT_PANEL(
      "default_panel",
      SettingType.text(1, 64),
      "builtin",
      "The panel of a session that names none."),
  INDEPENDENCE_FLOOR(
      "independence_floor",
      SettingType.decimal("1", "32"),
      "1.5",
      "A panel whose votes amount to fewer independent ones is said to be so beside the verdict."),
  RECOVERY(
      "recovery",
      SettingType.word("resume", "mark"),
      "resume",
      "What happens to a run that a crash cut off: go on, or end it with recovered_after_restart."),
  RETENTION_ARCHIVE(
      "retention.archive",
      SettingType.text(1, 1_000),
      null,
      "A directory where closed sessions go as bundles before they are pruned; ~ is your home."
          + " Without it they are only removed."),
  RETENTION_CLOSE_IDLE_DAYS(
      "retention.close_idle_days",
      SettingType.number(0, 36_500),
      "0",
      "Once a day: unfinished sessions that nobody went on with for so many days are closed. 0"
          + " leaves them open."),
  RETENTION_KEEP_DAYS(
      "retention.keep_days",
      SettingType.number(0, 36_500),
      "0",
      "Once a day: closed sessions that were not changed for so many days are removed. 0 keeps them"
          + " all."),
  ANSWER_TEXT(
      "feed.answer_text",
      SettingType.flag(),
      "false",
      "Whether watchers see the text of answers while they come, redacted, and not only how long it"
          + " is. Never stored; provisional until the vote."),
  REASK_UNKNOWN(
      "reask_unknown",
      SettingType.flag(),
      "true",
      "Whether a call whose fate is unknown after a crash is asked again, once. It is booked at its"
          + " ceiling either way."),
  JOURNAL_THREADS(
      "journal.threads",
      SettingType.number(1, 64),
      "16",
      "Threads that write journals; a session keeps its own. Sixteen keep a disk's queue busy."),
  JOURNAL_QUEUE_MAX(
      "journal.queue_max",
      SettingType.number(64, 1_000_000),
      "16384",
      "Commands that wait for one thread; more are refused with 503."),
  SESSION_IDLE_SECONDS(
      "journal.session_idle_seconds",
      SettingType.number(1, 3_600),
      "30",
      "A session without command, run or pending write gives its lock back after this time."),
  LOCK_WAIT_SECONDS(
      "lock.wait_seconds",
      SettingType.number(1, 120),
      "26",
      "How long a command waits for a session that another process holds."),
  SHUTDOWN_SECONDS(
      "shutdown_seconds",
      SettingType.number(1, 60),
      "10",
      "From SIGTERM to the end; runs stay resumable.");

  private final SettingSpec settingSpec;

  DaemonSetting(String path, SettingType settingType, String shipped, String why) {
    this.settingSpec = new SettingSpec(path, settingType, shipped, why);
  }

  @Override
  public SettingSpec entry() {
    return settingSpec;
  }
}
