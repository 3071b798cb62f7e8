package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import crossreview.model.call.ReasoningEffort;
import crossreview.profile.ProfileCatalog;
import crossreview.profile.ProviderProfile;
import crossreview.settings.Settings.FallbackEntry;
import crossreview.settings.Settings.KeySource;
import crossreview.settings.Settings.ModelEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers that are language models. */
final class ModelSettingsReader {
  static final List<String> KEYS =
      List.of(
          "id",
          "kind",
          "profile",
          "roles",
          "model",
          "family",
          "effort",
          "output_tokens_max",
          "prompt_bytes_max",
          "price",
          "key",
          "fallbacks",
          "with");
  private static final long OUTPUT_TOKENS = 20_000; // thinking included
  private static final int FALLBACKS_MAX = 4; // each is reserved for in every call

  private final ProfileCatalog profileCatalog;
  private final Path home;
  private final List<RequestFault> faults;
  private final PriceReader priceReader;

  ModelSettingsReader(ProfileCatalog profileCatalog, Path home, List<RequestFault> faults) {
    this.profileCatalog = profileCatalog;
    this.home = home;
    this.faults = faults;
    this.priceReader = new PriceReader(faults);
  }

  /** Whether an entry describes a language model. */
  static boolean describes(Map<?, ?> map) {
    return map.containsKey("profile")
        || map.get("kind") instanceof String kind && ProfileCatalog.dialects().contains(kind);
  }

  ModelEntry read(String at, Map<?, ?> map) {
    Object named = map.get("profile") == null ? map.get("kind") : map.get("profile");
    String name = named instanceof String text ? text : "?";
    Object with = map.get("with") == null ? Map.of() : map.get("with");
    Map<?, ?> differences = PeerSettings.object(at + ".with", with, faults);
    ProviderProfile providerProfile = profileCatalog.find(at, name, differences, faults);
    if (map.get("kind") != null && !providerProfile.dialect().equals(map.get("kind"))) {
      fault(at + ".kind", "the profile \"" + name + "\" speaks " + providerProfile.dialect());
    }
    String model = text(at + ".model", map.get("model"), 200);
    return new ModelEntry(
        providerProfile,
        model,
        map.get("family") == null ? name : text(at + ".family", map.get("family"), 64),
        effort(at + ".effort", map.get("effort")),
        PeerSettings.whole(
            at + ".output_tokens_max", map.get("output_tokens_max"), OUTPUT_TOKENS, faults),
        map.get("prompt_bytes_max") == null
            ? null
            : PeerSettings.whole(at + ".prompt_bytes_max", map.get("prompt_bytes_max"), 0, faults),
        priceReader.read(at + ".price", map.get("price")),
        KeySourceReader.read(at + ".key", map.get("key"), home, faults),
        fallbacks(at + ".fallbacks", map.get("fallbacks")));
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }

  private String text(String at, @Nullable Object value, int max) {
    if (value instanceof String text && !text.isBlank() && text.length() <= max) {
      return text;
    }
    fault(at, "must be a text of 1 to " + max + " characters, is " + SettingType.shown(value));
    return "?";
  }

  private @Nullable ReasoningEffort effort(String at, @Nullable Object value) {
    List<String> words =
        List.of(ReasoningEffort.values()).stream().map(WireEnum::wireName).toList();
    if (value == null || words.contains(value)) {
      return value == null
          ? null
          : WireEnum.find(ReasoningEffort.class, (String) value).orElseThrow();
    }
    fault(at, "must be one of " + String.join(", ", words) + ", is " + SettingType.shown(value));
    return null;
  }

  private List<FallbackEntry> fallbacks(String at, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || list.size() > FALLBACKS_MAX) {
      fault(at, "must be an array of at most " + FALLBACKS_MAX + " models");
      return List.of();
    }
    List<FallbackEntry> fallbacks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String here = at + "[" + i + "]";
      Map<?, ?> map = PeerSettings.object(here, list.get(i), List.of("model", "price"), faults);
      fallbacks.add(
          new FallbackEntry(
              text(here + ".model", map.get("model"), 200),
              priceReader.read(here + ".price", map.get("price"))));
    }
    return fallbacks;
  }

  static void describe(ModelEntry entry, Map<String, Object> tree) {
    tree.put("profile", entry.providerProfile().name());
    tree.put("base_url", entry.providerProfile().providerEndpoint().base().toString());
    tree.put("model", entry.model());
    tree.put("family", entry.family());
    tree.put("effort", entry.reasoningEffort() == null ? null : entry.reasoningEffort().wireName());
    tree.put("output_tokens_max", entry.outputTokensMax());
    tree.put("prompt_bytes_max", entry.promptBytesMax());
    tree.put("price", PriceReader.shown(entry.modelPrice()));
    tree.put("key", shown(entry));
    tree.put("fallbacks", entry.fallbacks().stream().map(FallbackEntry::model).toList());
  }

  private static String shown(ModelEntry entry) {
    return switch (entry.key()) {
      case null ->
          entry.providerProfile().providerEndpoint().key() == null
              ? "none"
              : "variable "
                  + String.join(
                      " or ", entry.providerProfile().providerEndpoint().key().variables());
      case KeySource key -> KeySourceReader.shown(key);
    };
  }
}
