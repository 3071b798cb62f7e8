package crossreview.settings;

import crossreview.model.WireEnum;
import crossreview.profile.AddressPolicy;
import crossreview.settings.Settings.KeySource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forge whose pull requests are reviewed.
 *
 * @param name how the settings call it; it is in the path of its webhook
 * @param forgeKind which API it has
 * @param url the root of its API
 * @param project whose callers see the sessions
 * @param webhook where the secret of its webhook is; null for none, then it is only polled
 * @param poll how often the list of open pull requests is read
 * @param repositories by {@code owner/name}
 */
public record ForgeEntry(
    String name,
    ForgeKind forgeKind,
    URI url,
    AddressPolicy addressPolicy,
    ForgeIdentity identity,
    String project,
    @Nullable KeySource webhook,
    Duration poll,
    Map<String, RepositoryEntry> repositories) {
  public ForgeEntry {
    repositories = Map.copyOf(repositories);
  }

  /** Which API a forge has. */
  public enum ForgeKind implements WireEnum {
    GITHUB("https://api.github.com"),
    GITLAB("https://gitlab.com/api/v4");

    private final URI home;

    ForgeKind(String home) {
      this.home = URI.create(home);
    }

    /** The root of the API where the settings name none. */
    public URI home() {
      return home;
    }
  }

  /** As whom the daemon acts there. */
  public sealed interface ForgeIdentity {
    /** As the account that a token belongs to. */
    record TokenIdentity(KeySource token) implements ForgeIdentity {}

    /** As a GitHub App, with the number or client id of the app and its private key. */
    record AppIdentity(String app, KeySource key) implements ForgeIdentity {}
  }

  /**
   * How the pull requests of a repository are reviewed.
   *
   * @param panel null for the default panel
   * @param task null for the usual one
   * @param sessionUsd the most that a session may cost; null for the daemon's own limit
   * @param label admits a pull request from a fork
   * @param forks whether such pull requests are reviewed without the label
   * @param drafts whether drafts are reviewed
   */
  public record RepositoryEntry(
      @Nullable String panel,
      @Nullable String task,
      @Nullable String sessionUsd,
      String label,
      boolean forks,
      boolean drafts) {}
}
