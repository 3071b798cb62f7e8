package crossreview.settings;

import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.run.PanelMember;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The panels of the settings. A member is the name of a peer, or an object that says how the panel
 * seats it: {@code {"peer": "bob", "stance": "…", "counts": false}}.
 */
final class PanelReader {
  private static final List<String> KEYS = List.of("peers", "policy");

  /** The line that opens a session names all of them, and has a bound. */
  private static final int STANCES_MAX = 4_000;

  private final @Nullable List<String> ids; // null where the list of peers cannot be read
  private final List<RequestFault> faults;

  private PanelReader(@Nullable List<String> ids, List<RequestFault> faults) {
    this.ids = ids;
    this.faults = faults;
  }

  static List<PanelEntry> read(
      @Nullable Object section, List<PeerEntry> peers, List<RequestFault> faults) {
    List<String> ids = peers.stream().map(PeerEntry::id).toList();
    if (section == null) {
      return List.of(new PanelEntry("builtin", ids, Map.of(), PolicySectionReader.DEFAULT));
    }
    boolean read = faults.stream().noneMatch(fault -> fault.path().equals("peers"));
    PanelReader reader = new PanelReader(read ? ids : null, faults);
    List<PanelEntry> panels = new ArrayList<>();
    for (Map.Entry<?, ?> entry : PeerSettings.object("panels", section, faults).entrySet()) {
      panels.add(reader.panel("panels." + entry.getKey(), entry.getKey(), entry.getValue()));
    }
    return panels;
  }

  private PanelEntry panel(String at, Object name, Object value) {
    PeerSettings.word(at, name, faults);
    Map<?, ?> map = PeerSettings.object(at, value, KEYS, faults);
    Map<String, PanelSeat> seats = seats(at + ".peers", map.get("peers"));
    int letters =
        seats.values().stream()
            .mapToInt(seat -> seat.stance() == null ? 0 : seat.stance().length())
            .sum();
    if (letters > STANCES_MAX) {
      fault(at + ".peers", "the stances must have at most " + STANCES_MAX + " characters together");
    }
    String policy =
        map.get("policy") == null
            ? PolicySectionReader.DEFAULT
            : PeerSettings.word(at + ".policy", map.get("policy"), faults);
    List<String> members = List.copyOf(seats.keySet());
    seats.values().removeIf(PanelSeat.PLAIN::equals);
    return new PanelEntry(String.valueOf(name), members, seats, policy);
  }

  private Map<String, PanelSeat> seats(String at, @Nullable Object value) {
    Map<String, PanelSeat> seats = new LinkedHashMap<>();
    if (!(value instanceof List<?> list)) {
      fault(at, "must be an array of names or seats, is " + SettingType.shown(value));
      return seats;
    }
    for (int i = 0; i < list.size(); i++) {
      String here = at + "[" + i + "]";
      if (list.get(i) instanceof String peer) {
        known(at, peer);
        seats.putIfAbsent(peer, PanelSeat.PLAIN);
      } else if (list.get(i) instanceof Map<?, ?> seat) {
        seat(here, seat, seats);
      } else {
        fault(here, "must be the name of a peer or a seat, is " + SettingType.shown(list.get(i)));
      }
    }
    return seats;
  }

  private void seat(String at, Map<?, ?> value, Map<String, PanelSeat> seats) {
    Map<?, ?> map = PeerSettings.object(at, value, PanelSeat.KEYS, faults);
    if (!(map.get("peer") instanceof String peer)) {
      fault(at + ".peer", "must be the name of a peer, is " + SettingType.shown(map.get("peer")));
      return;
    }
    known(at + ".peer", peer);
    if (seats.containsKey(peer)) {
      fault(at + ".peer", "\"" + peer + "\" sits on the panel already");
    }
    Object counts = map.get("counts");
    if (counts != null && !(counts instanceof Boolean)) {
      fault(at + ".counts", "must be true or false, is " + SettingType.shown(counts));
    }
    seats.put(
        peer, new PanelSeat(stance(at + ".stance", map.get("stance")), counts != Boolean.FALSE));
  }

  private @Nullable String stance(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= PanelMember.STANCE_MAX
        && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')) {
      return text;
    }
    String rule =
        "must be a text of 1 to "
            + PanelMember.STANCE_MAX
            + " characters without marks of control, is ";
    fault(at, rule + SettingType.shown(value));
    return null;
  }

  private void known(String at, String peer) {
    if (ids != null && !ids.contains(peer)) {
      String hint = NameSuggestion.hint(peer, ids);
      fault(at, "there is no peer \"" + peer + "\"" + hint);
    }
  }

  private void fault(String at, String message) {
    faults.add(new RequestFault(at, message));
  }
}
