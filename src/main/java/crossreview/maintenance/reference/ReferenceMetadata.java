package crossreview.maintenance.reference;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code meta.json} of the reference system, or what {@code meta.json.bad} has of it. */
record ReferenceMetadata(Map<String, Object> fields) {
  private static final int BYTES_MAX = 256 << 20; // it holds all answers, several times over

  /** A placeholder that its lock helper makes for ids that were never opened. */
  boolean ghost() {
    return fields.isEmpty();
  }

  static @Nullable ReferenceMetadata read(Path folder, List<String> repairs) throws IOException {
    for (String name : List.of("meta.json", "meta.json.bad")) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        if (Files.size(file) > BYTES_MAX) {
          throw new InvalidJsonException("has more than " + BYTES_MAX + " bytes");
        }
        Map<String, Object> fields = JsonReader.readObject(Files.readAllBytes(file));
        if (name.endsWith(".bad")) {
          repairs.add("meta.json was taken from meta.json.bad");
        }
        return new ReferenceMetadata(fields);
      } catch (InvalidJsonException e) {
        repairs.add(name + " cannot be read: " + e.getMessage());
      }
    }
    return null;
  }

  @Nullable String text(String name) {
    return fields.get(name) instanceof String text && !text.isBlank() ? text : null;
  }

  List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  /** What it cost, from its calls: its own totals count the turns of its circular mode twice. */
  Money cost(List<String> repairs) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object round : list("rounds")) {
      Object peers = round instanceof Map<?, ?> map ? map.get("peers") : null;
      sum = sum.add(costs(peers));
    }
    boolean circular = fields.get("circular_state") instanceof Map<?, ?>;
    BigDecimal generations = costs(fields.get("generation_files"));
    if (!circular) {
      sum = sum.add(generations); // a circular turn is a round as well
    }
    BigDecimal total = cost(fields.get("totals"));
    if (total.subtract(sum).abs().compareTo(new BigDecimal("0.000001")) > 0) {
      repairs.add(
          "its totals say " + total.toPlainString() + " USD, its calls " + sum.toPlainString());
    }
    return new Money(sum);
  }

  private static BigDecimal costs(@Nullable Object calls) {
    BigDecimal sum = BigDecimal.ZERO;
    if (calls instanceof List<?> list) {
      for (Object call : list) {
        sum = sum.add(cost(call));
      }
    }
    return sum;
  }

  private static BigDecimal cost(@Nullable Object call) {
    Object cost = call instanceof Map<?, ?> map ? map.get("cost") : null;
    Object total = cost instanceof Map<?, ?> map ? map.get("total_cost") : null;
    return total instanceof Number number && new BigDecimal(number.toString()).signum() > 0
        ? new BigDecimal(number.toString())
        : BigDecimal.ZERO;
  }
}
