package crossreview.settings;

import crossreview.json.NearestName;
import crossreview.model.Problem.Fault;
import crossreview.model.Role;
import crossreview.model.Word;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.Settings.PolicyEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The peers and panels of the settings; without any, the built-in ones. */
record Rosters(List<PeerEntry> peers, List<PolicyEntry> policies, List<PanelEntry> panels) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final List<String> PEER_KEYS = List.of("id", "kind", "roles");
  private static final List<String> PANEL_KEYS = List.of("peers", "policy");
  private static final List<String> KINDS = List.of("builtin");
  private static final int PEERS_MAX = 32; // a prompt names each; a tally shows each on one screen

  private static final List<String> BUILTIN =
      List.of("secrets", "hygiene", "tests", "structure", "tidy");

  static Rosters read(Map<String, Object> file, List<Fault> faults) {
    List<PeerEntry> peers = peers(file.get("peers"), faults);
    List<PolicyEntry> policies = Policies.read(file.get("policies"), faults);
    List<PanelEntry> panels = panels(file.get("panels"), peers, faults);
    Rosters rosters = new Rosters(peers, policies, panels);
    panels.forEach(panel -> rosters.checkPolicy(panel, faults));
    return rosters;
  }

  void checkDefaultPanel(String name, List<Fault> faults) {
    List<String> names = panels.stream().map(PanelEntry::name).toList();
    if (name != null && !names.contains(name)) {
      faults.add(
          new Fault(
              "default_panel",
              "no panel is called \"" + name + "\", there is " + String.join(", ", names)));
    }
  }

  private void checkPolicy(PanelEntry panel, List<Fault> faults) {
    List<String> names = policies.stream().map(PolicyEntry::name).toList();
    if (!names.contains(panel.policy())) {
      String hint = NearestName.hint(panel.policy(), names);
      String what = "no policy is called \"" + panel.policy() + "\"" + hint;
      faults.add(new Fault("panels." + panel.name() + ".policy", what));
    }
  }

  private static List<PeerEntry> peers(Object section, List<Fault> faults) {
    if (section == null) {
      return BUILTIN.stream().map(id -> new PeerEntry(id, "builtin", List.of())).toList();
    }
    if (!(section instanceof List<?> list) || list.size() > PEERS_MAX) {
      faults.add(new Fault("peers", "must be an array of at most " + PEERS_MAX + " peers"));
      return List.of();
    }
    List<PeerEntry> peers = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      PeerEntry peer = peer("peers[" + i + "]", list.get(i), faults);
      if (peers.stream().anyMatch(other -> other.id().equals(peer.id()))) {
        faults.add(new Fault("peers[" + i + "].id", "\"" + peer.id() + "\" is there twice"));
      }
      peers.add(peer);
    }
    return peers;
  }

  private static PeerEntry peer(String at, Object value, List<Fault> faults) {
    Map<?, ?> map = object(at, value, PEER_KEYS, faults);
    String id = word(at + ".id", map.get("id"), faults);
    Object kind = map.get("kind");
    if (!KINDS.contains(kind)) {
      faults.add(new Fault(at + ".kind", "must be one of " + KINDS + ", is " + Type.shown(kind)));
    } else if (!BUILTIN.contains(id)) {
      faults.add(
          new Fault(
              at + ".id",
              "no built-in peer is called \"" + id + "\"" + NearestName.hint(id, BUILTIN)));
    }
    return new PeerEntry(id, String.valueOf(kind), roles(at + ".roles", map.get("roles"), faults));
  }

  private static List<String> roles(String at, Object value, List<Fault> faults) {
    List<String> roles = texts(at, value == null ? List.of() : value, faults);
    for (String role : roles) {
      if (Word.find(Role.class, role).isEmpty()) {
        faults.add(new Fault(at, "must name review, author or judge, is \"" + role + "\""));
      }
    }
    return roles;
  }

  private static List<PanelEntry> panels(
      Object section, List<PeerEntry> peers, List<Fault> faults) {
    List<String> ids = peers.stream().map(PeerEntry::id).toList();
    if (section == null) {
      return List.of(new PanelEntry("builtin", ids, Policies.DEFAULT));
    }
    List<PanelEntry> panels = new ArrayList<>();
    for (Map.Entry<?, ?> entry : object("panels", section, null, faults).entrySet()) {
      String at = "panels." + entry.getKey();
      word(at, entry.getKey(), faults);
      Map<?, ?> map = object(at, entry.getValue(), PANEL_KEYS, faults);
      List<String> members = texts(at + ".peers", map.get("peers"), faults);
      for (String member : members) {
        if (!ids.contains(member)) {
          String hint = NearestName.hint(member, ids);
          faults.add(new Fault(at + ".peers", "no peer is called \"" + member + "\"" + hint));
        }
      }
      String policy = map.get("policy") == null ? Policies.DEFAULT : text(map, at, faults);
      panels.add(new PanelEntry(String.valueOf(entry.getKey()), members, policy));
    }
    return panels;
  }

  private static String text(Map<?, ?> map, String at, List<Fault> faults) {
    return word(at + ".policy", map.get("policy"), faults);
  }

  static Map<?, ?> object(String at, Object value, List<String> known, List<Fault> faults) {
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(new Fault(at, "must be an object, is " + Type.shown(value)));
      return Map.of();
    }
    for (Object key : map.keySet()) {
      if (known != null && !known.contains(key)) {
        String hint = NearestName.hint((String) key, known);
        faults.add(new Fault(at + "." + key, "unknown key" + hint));
      }
    }
    return map;
  }

  static String word(String at, Object value, List<Fault> faults) {
    if (value instanceof String text && ID.matcher(text).matches()) {
      return text;
    }
    String rule = "1 to 32 of a–z, 0–9, _ and -";
    faults.add(new Fault(at, "must be a name of " + rule + ", is " + Type.shown(value)));
    return "?";
  }

  private static List<String> texts(String at, Object value, List<Fault> faults) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).distinct().toList();
    }
    faults.add(new Fault(at, "must be an array of names, is " + Type.shown(value)));
    return List.of();
  }

  void describe(Map<String, Object> tree) {
    tree.put("peers", peers.stream().map(Rosters::describe).toList());
    Map<String, Object> named = new LinkedHashMap<>();
    panels.forEach(panel -> named.put(panel.name(), describe(panel)));
    Map<String, Object> rules = new LinkedHashMap<>();
    policies.forEach(policy -> rules.put(policy.name(), policy.tree()));
    tree.put("policies", rules);
    tree.put("panels", named);
  }

  private static Map<String, Object> describe(PanelEntry panel) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("peers", panel.peers());
    entry.put("policy", panel.policy());
    return entry;
  }

  private static Map<String, Object> describe(PeerEntry peer) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", peer.id());
    entry.put("kind", peer.kind());
    if (!peer.roles().isEmpty()) {
      entry.put("roles", peer.roles());
    }
    return entry;
  }
}
