package crossreview.settings;

import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.call.PriceCard;
import crossreview.model.call.PriceCard.TokenRates;
import crossreview.settings.Settings.ModelPrice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** A hundred times the dearest model of today: more is a slip of the keyboard. */
  private static final Money RATE_MAX = Money.of("100000");

  private static final Money REQUEST_MAX = Money.of("10000"); // in the same way

  private final List<RequestFault> faults;

  PriceReader(List<RequestFault> faults) {
    this.faults = faults;
  }

  /** {@code "free"}, or US dollars for a million tokens of each sort. */
  @Nullable ModelPrice read(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value.equals("free")) {
      return new ModelPrice(null);
    }
    if (!(value instanceof Map<?, ?>)) {
      fault(
          at,
          "must be \"free\" or an object with US dollars per million tokens, is "
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
    Money each = bounded(at + ".per_request", map.get("per_request"), REQUEST_MAX);
    if (base == null || tier != null && dearer == null) {
      return null;
    }
    PriceCard card = new PriceCard(base, above, dearer, each);
    boolean paidByRequest = each != null && !each.equals(Money.ZERO);
    boolean plain = paidByRequest || charges(at, base);
    boolean tiered = paidByRequest || dearer == null || charges(at + ".tier", dearer);
    return plain && tiered ? new ModelPrice(card) : null;
  }

  /** A card whose calls can cost nothing must say so, not have zeros in it. */
  private boolean charges(String at, TokenRates rates) {
    if (rates.input().equals(Money.ZERO) && rates.output().equals(Money.ZERO)) {
      fault(at, "has only rates of 0; use \"free\" if the model costs nothing");
      return false;
    }
    return true;
  }

  private @Nullable Money bounded(String at, @Nullable Object value, Money max) {
    Money money = PeerSettings.money(at, value, faults);
    if (money != null && money.compareTo(max) > 0) {
      fault(at, "must be at most " + max + " US dollars, is " + SettingType.shown(value));
      return null;
    }
    return money;
  }

  private @Nullable TokenRates rates(String at, Map<?, ?> map) {
    Map<String, Money> rates = new LinkedHashMap<>();
    RATES.forEach(name -> rates.put(name, bounded(at + "." + name, map.get(name), RATE_MAX)));
    if (map.get("input") == null || map.get("output") == null) {
      fault(at, "needs \"input\" and \"output\", US dollars per million tokens");
      return null;
    }
    Money input = rates.get("input");
    Money output = rates.get("output");
    if (input == null || output == null) {
      return null; // said above, at its place
    }
    return TokenRates.of(
        input, output, rates.get("cache_read"), rates.get("cache_write"), rates.get("reasoning"));
  }

  /** As people are shown it. */
  static @Nullable Object shown(@Nullable ModelPrice modelPrice) {
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
