package crossreview.cluster;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryExpiredListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ownership map as this host last heard of it. When a member dies the map itself takes seconds
 * to answer, while its partitions find new homes: just then its entries are needed. Any thread.
 */
final class Mirror
    implements EntryAddedListener<String, Owned>,
        EntryUpdatedListener<String, Owned>,
        EntryRemovedListener<String, Owned>,
        EntryExpiredListener<String, Owned> {
  private final Map<String, Owned> entries = new ConcurrentHashMap<>();

  @Override
  public void entryAdded(EntryEvent<String, Owned> event) {
    entries.put(event.getKey(), event.getValue());
  }

  @Override
  public void entryUpdated(EntryEvent<String, Owned> event) {
    entries.put(event.getKey(), event.getValue());
  }

  @Override
  public void entryRemoved(EntryEvent<String, Owned> event) {
    entries.remove(event.getKey());
  }

  @Override
  public void entryExpired(EntryEvent<String, Owned> event) {
    entries.remove(event.getKey());
  }

  /** Makes up for what was not heard. */
  void is(Map<String, Owned> all) {
    entries.keySet().retainAll(all.keySet());
    entries.putAll(all);
  }

  Optional<Owned> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The entries of a process. */
  List<Map.Entry<String, Owned>> of(String instance) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().instance().equals(instance))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** All entries but those of a process. */
  List<Map.Entry<String, Owned>> without(String instance) {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().instance().equals(instance))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  Iterable<Owned> all() {
    return entries.values();
  }
}
