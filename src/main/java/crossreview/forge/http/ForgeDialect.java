package crossreview.forge.http;

import crossreview.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How one kind of forge is asked, and what its refusals mean. Any virtual thread; may block it. */
public interface ForgeDialect {
  /** The path of a repository below the root of the API, without a slash at its end. */
  String root(String repository);

  /** The headers of every request about a repository, with who asks. */
  Map<String, String> headers(String repository);

  /**
   * After an answer 401.
   *
   * @return whether a new token was made, so that the request may be repeated once
   */
  boolean renew(String repository);

  /** How long the forge wants to be left alone; empty for an answer that is not about a limit. */
  Optional<Duration> limit(ForgeAnswer answer, Instant now);

  /**
   * The problem behind an answer that is not a success.
   *
   * @param request what was asked, for people
   */
  Problem fault(String request, ForgeAnswer answer);
}
