package crossreview.settings;

import crossreview.profile.WebhookAddress;
import crossreview.settings.Settings.KeySource;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that is told of events.
 *
 * @param name how the settings call it; it is in the id of each message
 * @param address the rules for its address
 * @param secret where the secret is that signs its messages
 * @param events types, or their beginnings with a star, such as {@code run.*}
 * @param project whose sessions it is told of; null for all
 */
public record WebhookEntry(
    String name,
    URI url,
    WebhookAddress address,
    KeySource secret,
    List<String> events,
    @Nullable String project) {
  public WebhookEntry {
    events = List.copyOf(events);
  }

  /** For people: without the query, in which some receivers want a token. */
  public String shownUrl() {
    String text = url.toString();
    return url.getRawQuery() == null ? text : text.substring(0, text.indexOf('?')) + "?…";
  }
}
