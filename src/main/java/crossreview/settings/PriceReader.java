package crossreview.settings;

import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.settings.Settings.ModelPrice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What models cost, as the settings say it. */
final class PriceReader {
  private static final List<String> RATES =
      List.of("input", "output", "cache_read", "cache_write", "reasoning");
  private static final List<String> PRICE_KEYS =
      List.of(
          "input",
          "output",
          "cache_read",
          "cache_write",
          "reasoning",
          "per_request",
          "tier_above",
          "tier");

  private final List<RequestFault> faults;

  PriceReader(List<RequestFault> faults) {
    this.faults = faults;
  }

  /** {@code "free"}, or US dollars for a million tokens of each sort. */
  ModelPrice read(String at, Object value) {
    if (value == null) {
      return null;
    }
    if (value.equals("free")) {
      return new ModelPrice(null);
    }
    if (!(value instanceof Map<?, ?>)) {
      fault(
          at,
          "must be \"free\" or an object of US dollars for a million tokens, is "
              + SettingType.shown(value));
      return null;
    }
    Map<?, ?> map = PeerSettings.object(at, value, PRICE_KEYS, faults);
    TokenRates base = rates(at, map);
    Object tier = map.get("tier");
    Long above =
        map.get("tier_above") == null
            ? null
            : PeerSettings.whole(at + ".tier_above", map.get("tier_above"), 0, faults);
    if ((tier == null) != (above == null)) {
      fault(at, "\"tier\" and \"tier_above\" belong together");
      return null;
    }
    TokenRates dearer =
        tier == null
            ? null
            : rates(at + ".tier", PeerSettings.object(at + ".tier", tier, RATES, faults));
    Money each = PeerSettings.money(at + ".per_request", map.get("per_request"), faults);
    return base == null || tier != null && dearer == null
        ? null
        : new ModelPrice(new PriceCard(base, above, dearer, each));
  }

  private TokenRates rates(String at, Map<?, ?> map) {
    Map<String, Money> rates = new LinkedHashMap<>();
    RATES.forEach(
        name -> rates.put(name, PeerSettings.money(at + "." + name, map.get(name), faults)));
    if (rates.get("input") == null || rates.get("output") == null) {
      fault(at, "needs \"input\" and \"output\", US dollars for a million tokens");
      return null;
    }
    return new TokenRates(
        rates.get("input"),
        rates.get("output"),
        rates.get("cache_read"),
        rates.get("cache_write"),
        rates.get("reasoning"));
  }

  /** As people are shown it. */
  static Object shown(ModelPrice modelPrice) {
    if (modelPrice == null) {
      return null;
    }
    return modelPrice.card() == null ? "free" : rates(modelPrice.card().base());
  }

  private static Map<String, Object> rates(TokenRates tokenRates) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("input", tokenRates.input().toString());
    tree.put("output", tokenRates.output().toString());
    return tree;
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }
}
