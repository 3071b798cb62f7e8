package crossreview.access;

import crossreview.access.TokenRegistry.TokenEntry;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.ProjectName;
import crossreview.model.WireEnum;
import crossreview.store.disk.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of {@code tokens.json}.
 *
 * <pre>
 *   {"format":1,"tokens":[{"name":"operator","role":"operator","sha256":"…",
 *                          "project":"…"?,"created":"2026-01-01T00:00:00.000Z","expires":"…"?}]}
 * </pre>
 */
final class TokenJson {
  private static final long FORMAT = 1;
  private static final String REMEDY =
      "restore it from a backup, or remove it: after the next start only the operator's token is"
          + " valid";

  private TokenJson() {}

  static byte[] bytes(List<TokenEntry> entries) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("tokens", entries.stream().map(TokenJson::tree).toList());
    return (JsonWriter.of(file) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> tree(TokenEntry tokenEntry) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", tokenEntry.principal().name());
    tree.put("role", tokenEntry.principal().role().wireName());
    if (!tokenEntry.principal().project().equals(ProjectName.DEFAULT)) {
      tree.put("project", tokenEntry.principal().project());
    }
    tree.put("sha256", tokenEntry.sha256().value());
    tree.put("created", tokenEntry.created());
    if (tokenEntry.expires() != null) {
      tree.put("expires", tokenEntry.expires());
    }
    return tree;
  }

  /** Reads them; refused with the remedy when the file holds something else. */
  static List<TokenEntry> read(PrivateFile file) throws IOException {
    try {
      Map<String, Object> tree = JsonReader.readObject(file.read());
      if (!Long.valueOf(FORMAT).equals(tree.get("format"))) {
        throw file.refused(
            "has the format " + tree.get("format") + ", expected " + FORMAT + "; " + REMEDY);
      }
      if (!(tree.get("tokens") instanceof List<?> list)) {
        throw file.refused("has no list of tokens; " + REMEDY);
      }
      List<TokenEntry> entries = new ArrayList<>();
      for (Object item : list) {
        entries.add(entry(file, item));
      }
      return entries;
    } catch (InvalidJsonException e) {
      throw file.refused("is damaged: " + e.getMessage() + "; " + REMEDY);
    }
  }

  /** The project that an entry names; an empty text for what cannot be one. */
  private static String project(Map<?, ?> map) {
    Object named = map.get("project");
    return named == null ? ProjectName.DEFAULT : named instanceof String text ? text : "";
  }

  private static TokenEntry entry(PrivateFile file, Object item) {
    if (item instanceof Map<?, ?> map
        && map.get("name") instanceof String name
        && map.get("role") instanceof String word
        && map.get("sha256") instanceof String hash
        && (map.get("expires") == null || TokenRegistry.stamp(map.get("expires")).isPresent())
        && ProjectName.allowed(project(map))
        && WireEnum.find(AccessRole.class, word).isPresent()
        && Digest.parse(hash).isPresent()) {
      Principal principal =
          new Principal(name, WireEnum.find(AccessRole.class, word).get(), project(map));
      String created = String.valueOf(map.get("created"));
      return new TokenEntry(principal, new Digest(hash), created, (String) map.get("expires"));
    }
    throw file.refused("has an entry without name, known role and sha256; " + REMEDY);
  }
}
