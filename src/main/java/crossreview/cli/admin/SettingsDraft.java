package crossreview.cli.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers from which a settings file is made. Pure.
 *
 * @param callUsd what one call of an agent costs at most
 * @param panel the name of the panel, which becomes the default
 * @param sessionUsd the ceiling of a session
 * @param dayUsd the ceiling of a day; null for none
 */
record SettingsDraft(
    List<AgentRecipe> agents,
    List<ModelChoice> models,
    String callUsd,
    String panel,
    String sessionUsd,
    @Nullable String dayUsd) {

  /** Reads every text for keys; needs no price and abstains where there is nothing to read. */
  private static final String RULE = "secrets";

  /**
   * A language model.
   *
   * @param profile the provider's profile, and the id of the peer
   * @param price {@code free}, or US dollars per million tokens as {@code INPUT,OUTPUT}
   * @param key where its key is, as {@code variable:NAME}, {@code file:PATH} or {@code
   *     credential:NAME}; null for the variables of its profile
   */
  record ModelChoice(String profile, String model, String price, @Nullable String key) {
    private Map<String, Object> peer() {
      Map<String, Object> peer = new LinkedHashMap<>();
      peer.put("id", profile);
      peer.put("profile", profile);
      peer.put("model", model);
      peer.put("price", price.equals("free") ? price : rates());
      if (key != null) {
        int colon = key.indexOf(':');
        peer.put("key", Map.of(key.substring(0, colon), key.substring(colon + 1)));
      }
      return peer;
    }

    private Map<String, Object> rates() {
      String[] sides = price.split(",", 2);
      Map<String, Object> rates = new LinkedHashMap<>();
      rates.put("input", sides[0].strip());
      rates.put("output", sides.length < 2 ? "" : sides[1].strip());
      return rates;
    }
  }

  boolean isEmpty() {
    return agents.isEmpty() && models.isEmpty();
  }

  /** The settings as a file has them; whether they are valid is for their reader to say. */
  Map<String, Object> tree() {
    List<Map<String, Object>> peers = new ArrayList<>();
    agents.forEach(agent -> peers.add(agent.peer(callUsd)));
    models.forEach(model -> peers.add(model.peer()));
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", RULE);
    rule.put("kind", "builtin");
    peers.add(rule);
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("session_usd", sessionUsd);
    if (dayUsd != null) {
      limits.put("day_usd", dayUsd);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("peers", peers);
    tree.put(
        "panels", Map.of(panel, Map.of("peers", peers.stream().map(p -> p.get("id")).toList())));
    tree.put("default_panel", panel);
    tree.put("default_mode", "review"); // no peer of the panel revises
    tree.put("limits", limits);
    return tree;
  }
}
