package crossreview.lock;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds a lock. It describes the lock only if the lock's mtime carries its token.
 *
 * @param node the name of the daemon, for people
 * @param machineId names the machine across restarts; empty when unknown
 * @param bootId names one run of the machine; empty when unknown
 * @param pidNamespace where the pid means something; empty when unknown
 * @param started when the process started, in the machine's own unit; empty when unknown
 * @param token the digits of the lock's mtime below the millisecond, in nanoseconds
 */
public record LockHolder(
    String node,
    String machineId,
    String bootId,
    String pidNamespace,
    long pid,
    String started,
    long token) {

  LockHolder withToken(long other) {
    return new LockHolder(node, machineId, bootId, pidNamespace, pid, started, other);
  }

  /** The bytes of a file that describes it. */
  public byte[] toJson() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("node", node);
    map.put("machine_id", machineId);
    map.put("boot_id", bootId);
    map.put("pid_namespace", pidNamespace);
    map.put("pid", pid);
    map.put("started", started);
    map.put("token", token);
    return JsonWriter.bytes(map);
  }

  /** The holder that bytes describe; empty for anything that is none, foreign files included. */
  public static Optional<LockHolder> fromJson(byte[] bytes) {
    try {
      Map<String, Object> map = JsonReader.readObject(bytes);
      return Optional.of(
          new LockHolder(
              text(map, "node"),
              text(map, "machine_id"),
              text(map, "boot_id"),
              text(map, "pid_namespace"),
              number(map, "pid"),
              text(map, "started"),
              number(map, "token")));
    } catch (InvalidJsonException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, Object> map, String name) throws InvalidJsonException {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new InvalidJsonException(name + " must be a string");
  }

  private static long number(Map<String, Object> map, String name) throws InvalidJsonException {
    if (map.get(name) instanceof Long number) {
      return number;
    }
    throw new InvalidJsonException(name + " must be a whole number");
  }
}
