package crossreview.profile;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of providers are allowed: as they are written in the settings, and once more as
 * what a name stands for when it is called.
 *
 * @param plainHttp whether another machine may be called without TLS
 * @param metadata whether the address of a cloud's metadata service may be called
 */
public record AddressPolicy(boolean plainHttp, boolean metadata) {
  /** Names under which clouds hand out credentials to whoever asks, as their first label. */
  private static final List<String> METADATA =
      List.of("metadata", "instance-data", "rancher-metadata");

  private static final String DECIMAL = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern CANONICAL = Pattern.compile("(" + DECIMAL + "\\.){3}" + DECIMAL);
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");
  private static final URI NOWHERE = URI.create("http://localhost");

  /** Why an address is refused. */
  public Optional<String> refusal(String text) {
    URI uri = parsed(text);
    if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of(
          "must be an address such as https://api.example.com/v1, is \"" + text + "\"");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must begin with https:// or http://, is \"" + scheme + "://\"");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not contain credentials; use \"key\" for a key");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return Optional.of("must end after its path");
    }
    return host(normal(uri.getHost()), scheme.equals("http"));
  }

  private Optional<String> host(String host, boolean plain) {
    boolean numeric = NUMERIC.matcher(host).matches();
    if (numeric && !CANONICAL.matcher(host).matches()) {
      return Optional.of(
          host + " can be read as several addresses; write four decimal numbers: 127.0.0.1");
    }
    Optional<String> refused =
        numeric || host.startsWith("[")
            ? literal(host).flatMap(address -> unusable(host, AddressRange.of(address)))
            : named(host);
    if (refused.isEmpty() && plain && !plainHttp && !isLoopback(host)) {
      return Optional.of(
          "must be https:// on another machine; \"allow_plain_http\" permits http://");
    }
    return refused;
  }

  private Optional<String> named(String host) {
    return !metadata && METADATA.contains(host.split("\\.", 2)[0])
        ? Optional.of(credentials(host))
        : Optional.empty();
  }

  private Optional<String> unusable(String host, AddressRange range) {
    return switch (range) {
      case METADATA -> metadata ? Optional.empty() : Optional.of(credentials(host));
      case UNUSABLE -> Optional.of(host + " is the address of no machine");
      case LOOPBACK, ORDINARY -> Optional.empty();
    };
  }

  private static String credentials(String host) {
    return host + " provides credentials of the machine; \"allow_metadata_address\" permits it";
  }

  /**
   * Why a provider that was allowed is not called at this address, which its name stands for now.
   *
   * @param host as the settings name it
   */
  public Optional<String> refusal(String host, InetAddress address, boolean tls) {
    AddressRange range = AddressRange.of(address);
    String meaning = host + ", which stands for " + address.getHostAddress() + ",";
    boolean here = isLoopback(host) || !tls && !plainHttp;
    return unusable(meaning, range)
        .or(() ->
            here && range != AddressRange.LOOPBACK
                ? Optional.of(meaning + " is not this machine")
                : Optional.empty());
  }

  /** The address, or one that is never called where it is refused. */
  URI uri(String text) {
    URI uri = parsed(text);
    return uri == null || refusal(text).isPresent() ? NOWHERE : uri;
  }

  /** Whether a host is this machine, by the one name that always is, or as an address. */
  static boolean isLoopback(String given) {
    String host = normal(given);
    return host.equals("localhost")
        || literal(host).filter(a -> AddressRange.of(a) == AddressRange.LOOPBACK).isPresent();
  }

  /** The address that a host is, if it is not a name. */
  private static Optional<InetAddress> literal(String host) {
    boolean six = host.startsWith("[") && host.endsWith("]");
    if (!six && !CANONICAL.matcher(host).matches()) {
      return Optional.empty();
    }
    String bare = six ? host.substring(1, host.length() - 1).replaceAll("%.*", "") : host;
    return Optional.of(InetAddress.ofLiteral(bare)); // a URI holds no malformed one
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
