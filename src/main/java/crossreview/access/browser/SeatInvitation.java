package crossreview.access.browser;

import crossreview.access.SeatKey;
import crossreview.access.StoreSecret;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an invitation says: a person may answer for one seat.
 *
 * <p>Its code carries all of it under a MAC with the store's secret, so that it needs no file,
 * holds over restarts, and is understood by every host on the same data directory.
 *
 * @param seat the seat
 * @param name as whom the person acts; journals have it
 * @param project of the seat's session
 * @param inviter the name of the operator's token; without that token the invitation is void
 * @param until when it ends
 */
record SeatInvitation(SeatKey seat, String name, String project, String inviter, Instant until) {
  /** What a code of an invitation begins with. */
  static final String PREFIX = "xi_";

  private static final String PURPOSE = "seat invitation\n"; // no other MAC of the store begins so

  /** The code; a secret. */
  String code(StoreSecret secret) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seat", seat.text());
    tree.put("name", name);
    tree.put("project", project);
    tree.put("inviter", inviter);
    tree.put("until", Long.toString(until.getEpochSecond()));
    String said = encoded(JsonWriter.of(tree).getBytes(StandardCharsets.UTF_8));
    return PREFIX + said + "." + mac(said, secret);
  }

  /** Of the text and not of its bytes, since several texts in base64 say the same bytes. */
  private static String mac(String said, StoreSecret secret) {
    return encoded(secret.hmac(PURPOSE + said));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The invitation of a code that this store made, whether or not it has ended. */
  static Optional<SeatInvitation> read(String code, StoreSecret secret) {
    int end = code.indexOf('.');
    if (!code.startsWith(PREFIX) || end < 0) {
      return Optional.empty();
    }
    String said = code.substring(PREFIX.length(), end);
    byte[] given = code.substring(end + 1).getBytes(StandardCharsets.UTF_8);
    byte[] expected = mac(said, secret).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, expected)
        ? Optional.of(of(Base64.getUrlDecoder().decode(said)))
        : Optional.empty();
  }

  private static SeatInvitation of(byte[] written) {
    Map<String, Object> tree;
    try {
      tree = JsonReader.readObject(written);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("this store signed what it did not write", e);
    }
    return new SeatInvitation(
        SeatKey.parse(text(tree, "seat")).orElseThrow(),
        text(tree, "name"),
        text(tree, "project"),
        text(tree, "inviter"),
        Instant.ofEpochSecond(Long.parseLong(text(tree, "until"))));
  }

  private static String text(Map<String, Object> tree, String field) {
    return JsonTree.text(tree, "/" + field).orElseThrow();
  }
}
