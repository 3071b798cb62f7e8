package crossreview.profile;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The profiles that settings can name: the shipped ones and their own. Each may be {@code like}
 * another one and say only what differs.
 */
public final class ProfileCatalog {
  private static final String LIKE = "like";
  private static final int DEPTH_MAX = 8; // a chain of likes that is longer goes round
  private static final String FOLDER = "/profiles/";

  private final Map<String, Map<String, Object>> trees = new LinkedHashMap<>();

  private ProfileCatalog() {}

  /** The shipped ones, as {@code index.json} lists them. */
  public static ProfileCatalog shipped() {
    ProfileCatalog profileCatalog = new ProfileCatalog();
    for (Object name : JsonTree.list(resource("index"), "/profiles")) {
      profileCatalog.trees.put((String) name, resource((String) name));
    }
    return profileCatalog;
  }

  /** These and others; one of the same name takes the place of the shipped one. */
  public ProfileCatalog with(Map<?, ?> own, List<RequestFault> faults) {
    ProfileCatalog all = new ProfileCatalog();
    all.trees.putAll(trees);
    own.forEach((name, tree) -> {
      if (tree instanceof Map<?, ?> map) {
        all.trees.put((String) name, JsonTree.named(map));
      } else {
        faults.add(
            new RequestFault("profiles." + name, "must be an object, is " + JsonReader.kind(tree)));
      }
    });
    return all;
  }

  /** The dialects; each is the name of a profile that holds what its peers have in common. */
  public static List<String> dialects() {
    return ProfileReader.DIALECTS;
  }

  public List<String> names() {
    return List.copyOf(trees.keySet());
  }

  /**
   * A profile with what a peer says besides.
   *
   * @param at the place of the peer in the settings
   * @param differences laid over the profile
   */
  public ProviderProfile find(
      String at, String name, Map<?, ?> differences, List<RequestFault> faults) {
    if (!trees.containsKey(name)) {
      String hint = NameSuggestion.hint(name, trees.keySet());
      String all = hint.isEmpty() ? "; there are " + String.join(", ", names()) : hint;
      faults.add(new RequestFault(at + ".profile", "there is no profile \"" + name + "\"" + all));
      return ProfileReader.read(at, name, tree("openai", 0, at, faults), faults);
    }
    Map<String, Object> tree = JsonTree.over(tree(name, 0, at, faults), differences);
    return ProfileReader.read(at, name, tree, faults);
  }

  private Map<String, Object> tree(String name, int depth, String at, List<RequestFault> faults) {
    Map<String, Object> own = trees.get(name);
    Object like = own == null ? null : own.get(LIKE);
    if (own == null || depth > DEPTH_MAX) {
      faults.add(
          new RequestFault(
              at + ".profile", "its chain of \"like\" does not end at \"" + name + "\""));
      return Map.of();
    }
    if (like == null) {
      return JsonTree.over(Map.of(), own);
    }
    Map<String, Object> joined = JsonTree.over(tree(like.toString(), depth + 1, at, faults), own);
    joined.remove(LIKE);
    return joined;
  }

  private static Map<String, Object> resource(String name) {
    try (InputStream in = ProfileCatalog.class.getResourceAsStream(FOLDER + name + ".json")) {
      return JsonReader.readObject(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("the shipped profile " + name + " is damaged", e);
    }
  }
}
