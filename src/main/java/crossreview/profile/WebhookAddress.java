package crossreview.profile;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses the daemon calls because an operator wants to hear of events: those of the public
 * network by https, and the listed hosts as they are. Checked as they are written in the settings,
 * and once more as what a name stands for when it is called.
 *
 * @param listed names or literal addresses of hosts, in lower case
 */
public record WebhookAddress(List<String> listed) {
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");
  private static final Pattern CANONICAL = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
  private static final String EXAMPLE = "https://example.com/hook";

  public WebhookAddress {
    listed = listed.stream().map(WebhookAddress::normal).toList();
  }

  /** Why an address of the settings is refused. */
  public Optional<String> refusal(String text) {
    URI uri = parsed(text);
    if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of("must be an address such as " + EXAMPLE + ", is \"" + text + "\"");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must begin with https://, is \"" + scheme + "://\"");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("must contain neither credentials nor a fragment");
    }
    String host = normal(uri.getHost());
    if (NUMERIC.matcher(host).matches() && !CANONICAL.matcher(host).matches()) {
      return Optional.of(host + " can be read as several addresses; write four decimal numbers");
    }
    if (scheme.equals("http") && !listed.contains(host)) {
      return Optional.of("must begin with https:// unless allow_hosts lists " + host);
    }
    boolean literal = host.startsWith("[") || CANONICAL.matcher(host).matches();
    return literal
        ? refusal(host, InetAddress.ofLiteral(host.replaceAll("[\\[\\]]|%.*", "")), true)
        : local(host);
  }

  private Optional<String> local(String host) {
    boolean here = host.equals("localhost") || host.endsWith(".localhost");
    return here && !listed.contains(host) ? Optional.of(unlisted(host)) : Optional.empty();
  }

  /**
   * Why a target that was allowed is not called at this address, which its name stands for now.
   *
   * @param host as the settings name it
   */
  public Optional<String> refusal(String host, InetAddress address, boolean tls) {
    AddressRange range = AddressRange.of(address);
    if (range == AddressRange.UNUSABLE) {
      return Optional.of(host + " is the address of no machine");
    }
    boolean open = range == AddressRange.ORDINARY && !AddressRange.isPrivate(address);
    boolean allowed = listed.contains(normal(host));
    if (!open && !allowed) {
      return Optional.of(unlisted(host + ", which stands for " + address.getHostAddress() + ","));
    }
    return tls || allowed
        ? Optional.empty()
        : Optional.of(host + " is called by https only, unless allow_hosts lists it");
  }

  private static String unlisted(String host) {
    return host
        + " is not an address of the public network; allow_hosts permits a host by its name";
  }

  /** In lower case, and without the dot of a complete name. */
  private static String normal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static @Nullable URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null; // the refusal says what was expected
    }
  }
}
