/**
 * What differs from provider to provider, as data: addresses, headers, names of fields, finish
 * reasons, levels of effort.
 *
 * <p>{@link crossreview.profile.ProfileCatalog} holds the profiles of the distribution and lays
 * those of the settings over them; {@link crossreview.profile.ProviderProfile} is one, complete and
 * checked. A new provider is a new file or a section of the settings, never a new class. Everything
 * is pure except reading the profiles of the distribution. Absent on purpose: keys, prices, and
 * anything that is sent.
 */
@NullMarked
package crossreview.profile;

import org.jspecify.annotations.NullMarked;
