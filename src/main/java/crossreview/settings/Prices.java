package crossreview.settings;

import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.settings.Settings.Price;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What models cost, as the settings say it. */
final class Prices {
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

  Prices(List<RequestFault> faults) {
    this.faults = faults;
  }

  /** {@code "free"}, or US dollars for a million tokens of each sort. */
  Price read(String at, Object value) {
    if (value == null) {
      return null;
    }
    if (value.equals("free")) {
      return new Price(null);
    }
    if (!(value instanceof Map<?, ?>)) {
      fault(
          at,
          "must be \"free\" or an object of US dollars for a million tokens, is "
              + Type.shown(value));
      return null;
    }
    Map<?, ?> map = Rosters.object(at, value, PRICE_KEYS, faults);
    TokenRates base = rates(at, map);
    Object tier = map.get("tier");
    Long above =
        map.get("tier_above") == null
            ? null
            : Rosters.whole(at + ".tier_above", map.get("tier_above"), 0, faults);
    if ((tier == null) != (above == null)) {
      fault(at, "\"tier\" and \"tier_above\" belong together");
      return null;
    }
    TokenRates dearer =
        tier == null
            ? null
            : rates(at + ".tier", Rosters.object(at + ".tier", tier, RATES, faults));
    Money each = Rosters.money(at + ".per_request", map.get("per_request"), faults);
    return base == null || tier != null && dearer == null
        ? null
        : new Price(new PriceCard(base, above, dearer, each));
  }

  private TokenRates rates(String at, Map<?, ?> map) {
    Map<String, Money> rates = new LinkedHashMap<>();
    RATES.forEach(name -> rates.put(name, Rosters.money(at + "." + name, map.get(name), faults)));
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
  static Object shown(Price price) {
    if (price == null) {
      return null;
    }
    return price.card() == null ? "free" : rates(price.card().base());
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
