package crossreview.forge.github;

import crossreview.forge.http.BlockingWait;
import crossreview.forge.http.ForgeClient;
import crossreview.guard.Secret;
import crossreview.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes the forges of GitHub. */
public final class GithubForges {
  private GithubForges() {}

  /**
   * As the account of a token.
   *
   * @param token null where none was found; then every call is refused
   */
  public static GithubForge ofToken(
      ForgeClient client, @Nullable Secret token, BlockingWait wait, Clock clock) {
    return GithubForge.of(client, new TokenLogin(client, token), wait, clock);
  }

  /** As an app. Refused with {@code bad_key} where its key cannot be read. */
  public static GithubForge ofApp(
      ForgeClient client, AppKey appKey, BlockingWait wait, Clock clock) {
    AppToken token = AppToken.of(appKey.app(), appKey.key());
    return GithubForge.of(client, new AppLogin(client, token, clock), wait, clock);
  }

  /** Which app, by number or client id, and its private key as PEM. */
  public record AppKey(String app, Secret key) {}
}
