package crossreview.lock;

import crossreview.json.Json;
import crossreview.json.JsonRefused;
import crossreview.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds a lock. It describes the lock only if the lock's mtime carries its token.
 *
 * @param machineId names the machine across restarts
 * @param bootId names one run of the machine
 * @param pidNamespace where the pid means something
 * @param started when the process started, in the machine's own unit
 * @param token the sub-millisecond nanoseconds of the lock's mtime
 */
public record Holder(
    String node,
    String machineId,
    String bootId,
    String pidNamespace,
    long pid,
    String started,
    long token) {

  Holder withToken(long other) {
    return new Holder(node, machineId, bootId, pidNamespace, pid, started, other);
  }

  byte[] toJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("node", node);
    map.put("machine_id", machineId);
    map.put("boot_id", bootId);
    map.put("pid_namespace", pidNamespace);
    map.put("pid", pid);
    map.put("started", started);
    map.put("token", token);
    return JsonText.bytes(map);
  }

  /** The holder that bytes describe; empty for anything that is none, foreign files included. */
  static Optional<Holder> fromJson(byte[] bytes) {
    try {
      Map<String, Object> map = Json.readObject(bytes);
      if (!(map.get("pid") instanceof Long pid) || !(map.get("token") instanceof Long token)) {
        return Optional.empty();
      }
      return Optional.of(
          new Holder(
              String.valueOf(map.get("node")),
              String.valueOf(map.get("machine_id")),
              String.valueOf(map.get("boot_id")),
              String.valueOf(map.get("pid_namespace")),
              pid,
              String.valueOf(map.get("started")),
              token));
    } catch (JsonRefused e) {
      return Optional.empty();
    }
  }
}
