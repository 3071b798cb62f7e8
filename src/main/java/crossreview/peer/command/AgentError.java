package crossreview.peer.command;

import crossreview.model.call.FailureClass;
import java.util.List;
import java.util.Locale;

/**
 * Something that coding agents and local model programs print instead of an answer.
 *
 * @param failureClass the class of the failure
 * @param code the finer code; {@code rate_limited} and {@code bad_credentials} excuse the peer
 * @param advice what to change, for a person
 * @param phrases how it is worded, in lower case
 */
record AgentError(FailureClass failureClass, String code, String advice, List<String> phrases) {

  private static final String LIMIT = "the account's limit is used up: wait, or use another peer";
  private static final String BILLING = "the account has no credit: add some, or use another peer";

  /** The special ones first. The words are those of the programs' own sources and bug reports. */
  private static final List<AgentError> KNOWN =
      List.of(
          logIn("run `claude` and `/login` as the daemon's user", "please run /login"),
          logIn("run `claude setup-token` again", "oauth token has expired", "oauth token revoked"),
          logIn("run `codex login` as the daemon's user", "codex login", "token_expired"),
          logIn(
              "run `gemini` once and choose how to log in, or pass GEMINI_API_KEY (`environment`)",
              "please set an auth method",
              "invalid auth method",
              "gemini_api_key",
              "google_cloud_project"),
          logIn("run `cursor-agent login` as the daemon's user", "agent login", "cursor_api_key"),
          logIn(
              "run `copilot` and `/login`, or pass GH_TOKEN (`environment`)",
              "no authentication information found",
              "copilot_github_token"),
          trust(
              "add `--skip-git-repo-check` to `program`",
              "not inside a trusted directory",
              "--skip-git-repo-check"),
          trust(
              "add `--skip-trust` to `program`",
              "not running in a trusted directory",
              "--skip-trust"),
          trust("add `--trust` to `program`", "workspace trust required", "pass --trust"),
          trust(
              "allow folders that were never seen in the agent's settings; each call has a new one",
              "do you trust",
              "not a trusted folder",
              "untrusted folder",
              "confirm folder trust"),
          setUp("run `ollama pull` with this model's name", "try pulling it first"),
          new AgentError(
              FailureClass.NETWORK,
              "not_running",
              "start `ollama serve`",
              List.of("could not connect to ollama", "ollama server not responding")),
          setUp("name a model that the program has", "model not found", "unknown model"),
          new AgentError(
              FailureClass.BILLING,
              "no_credit",
              BILLING,
              List.of("credit balance is too low", "insufficient_quota", "payment required")),
          limited(
              "hit your limit",
              "hit your usage limit",
              "hit your session limit",
              "hit your weekly limit",
              "usage limit reached",
              "usage limit has been reached",
              "limit reached",
              "reached your limit",
              "reached your usage limit",
              "reached your session limit",
              "reached your daily limit",
              "reached your weekly limit",
              "reached your monthly limit",
              "reached your 5-hour limit",
              "hit your daily limit",
              "hit your monthly limit",
              "hit your 5-hour limit",
              "quota exceeded",
              "exceeded your current quota",
              "exhausted your",
              "exceeded your premium request",
              "resource_exhausted",
              "rate limit",
              "rate_limit",
              "too many requests",
              "request rejected (429)",
              "failed with status 429",
              "error: 429"),
          new AgentError(
              FailureClass.PROVIDER_ERROR,
              "overloaded",
              "the provider is overloaded: try again later",
              List.of("overloaded_error", "error: 529", "error: 503", "model is overloaded")),
          logIn(
              "log the program in as the daemon's user, or pass its key (`environment`)",
              "invalid api key",
              "incorrect api key",
              "api key not valid",
              "not logged in",
              "not authenticated",
              "please log in",
              "please login",
              "login required",
              "authentication required",
              "authentication_error",
              "unauthenticated",
              "401 unauthorized",
              "error: 401"));

  /** Beginnings of lines that are an error of the program whatever comes after. */
  private static final List<String> ERROR_LINES =
      List.of("api error", "error:", "fatal:", "[api error", "✗ ", "✖ ");

  /** Longer outputs are answers that speak of such things. */
  private static final int REPLACED_MAX = 600;

  private static final int FIRST_WORDS = 20;

  private static AgentError logIn(String advice, String... phrases) {
    return new AgentError(FailureClass.AUTH, "bad_credentials", advice, List.of(phrases));
  }

  private static AgentError trust(String advice, String... phrases) {
    return new AgentError(FailureClass.PROVIDER_ERROR, "trust_required", advice, List.of(phrases));
  }

  private static AgentError setUp(String advice, String... phrases) {
    return new AgentError(FailureClass.PROVIDER_ERROR, "model_missing", advice, List.of(phrases));
  }

  private static AgentError limited(String... phrases) {
    return new AgentError(FailureClass.RATE_LIMIT, "rate_limited", LIMIT, List.of(phrases));
  }

  /** What a program that failed says, or the given one if it is not known. */
  static AgentError in(String output, AgentError otherwise) {
    String folded = output.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> known.phrases().stream().anyMatch(folded::contains))
        .findFirst()
        .orElse(otherwise);
  }

  /**
   * Whether a program printed an error in the place of an answer although it says that it
   * succeeded: few words without any object, with a line that begins like an error or a known
   * complaint; or a result that says so itself.
   */
  static boolean replaces(String answer) {
    String folded = answer.strip().toLowerCase(Locale.ROOT);
    String compact = folded.startsWith("{") ? folded.replace(" ", "") : "";
    boolean told =
        compact.contains("\"is_error\":true") || compact.contains("\"is_error\":\"true\"");
    boolean words = folded.length() <= REPLACED_MAX && folded.indexOf('{') < 0;
    return told || words && folded.lines().anyMatch(AgentError::complains);
  }

  private static boolean complains(String line) {
    boolean error = ERROR_LINES.stream().anyMatch(line.strip()::startsWith);
    return error || KNOWN.stream().anyMatch(known -> known.begins(line));
  }

  /** Within the first words: an answer may speak of rate limits further on. */
  private boolean begins(String line) {
    String start = line.strip();
    return phrases.stream()
        .filter(phrase -> phrase.length() > 10)
        .mapToInt(start::indexOf)
        .anyMatch(at -> at >= 0 && at <= FIRST_WORDS);
  }
}
