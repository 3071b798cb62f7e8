package crossreview.profile;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses of providers are allowed. Only names and literal addresses are looked at; what a
 * name resolves to is the operator's own affair.
 *
 * @param plainHttp whether another machine may be called without TLS
 * @param metadata whether the address of a cloud's metadata service may be called
 */
record AddressPolicy(boolean plainHttp, boolean metadata) {
  // Link-local addresses and names under which clouds hand out credentials to whoever asks.
  private static final List<String> METADATA =
      List.of(
          "169.254.",
          "[fe8",
          "[fe9",
          "[fea",
          "[feb",
          "[fd00:ec2:",
          "[::ffff:169.254.",
          "metadata.");
  private static final URI NOWHERE = URI.create("http://localhost");

  /** Why an address is refused. */
  Optional<String> refusal(String text) {
    URI uri = parsed(text);
    if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
      return Optional.of(
          "must be an address such as https://api.example.com/v1, is \"" + text + "\"");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must begin with https:// or http://, is \"" + scheme + "://\"");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not carry credentials; a key is named by \"key\"");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return Optional.of("must end with its path");
    }
    if (!metadata && METADATA.stream().anyMatch(host::startsWith)) {
      return Optional.of(
          host + " hands out credentials of the machine; \"allow_metadata_address\" allows it");
    }
    if (scheme.equals("http") && !plainHttp && !loopback(host)) {
      return Optional.of(
          "must be https:// on another machine; \"allow_plain_http\" allows http://");
    }
    return Optional.empty();
  }

  /** The address, or one that is never called where it is refused. */
  URI uri(String text) {
    return refusal(text).isPresent() ? NOWHERE : parsed(text);
  }

  static boolean loopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null; // the refusal says what was expected
    }
  }
}
