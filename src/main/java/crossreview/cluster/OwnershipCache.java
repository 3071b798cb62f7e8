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
final class OwnershipCache
    implements EntryAddedListener<String, OwnershipEntry>,
        EntryUpdatedListener<String, OwnershipEntry>,
        EntryRemovedListener<String, OwnershipEntry>,
        EntryExpiredListener<String, OwnershipEntry> {
  private final Map<String, OwnershipEntry> entries = new ConcurrentHashMap<>();

  @Override
  public void entryAdded(EntryEvent<String, OwnershipEntry> event) {
    entries.put(event.getKey(), event.getValue());
  }

  @Override
  public void entryUpdated(EntryEvent<String, OwnershipEntry> event) {
    entries.put(event.getKey(), event.getValue());
  }

  @Override
  public void entryRemoved(EntryEvent<String, OwnershipEntry> event) {
    entries.remove(event.getKey());
  }

  @Override
  public void entryExpired(EntryEvent<String, OwnershipEntry> event) {
    entries.remove(event.getKey());
  }

  /** Makes up for what was not heard. */
  void replaceAll(Map<String, OwnershipEntry> all) {
    entries.keySet().retainAll(all.keySet());
    entries.putAll(all);
  }

  Optional<OwnershipEntry> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The entries of a process. */
  List<Map.Entry<String, OwnershipEntry>> of(String instance) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().instance().equals(instance))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** All entries but those of a process. */
  List<Map.Entry<String, OwnershipEntry>> without(String instance) {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getValue().instance().equals(instance))
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }

  Iterable<OwnershipEntry> all() {
    return entries.values();
  }
}
