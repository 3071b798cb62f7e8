/**
 * What differs from provider to provider, as data: addresses, headers, names of fields, words for a
 * normal end, levels of effort.
 *
 * <p>{@link crossreview.profile.ProfileCatalog} holds the shipped ones and lays those of the
 * settings over them; {@link crossreview.profile.ProviderProfile} is one, complete and checked. A
 * new provider is a new file or a section of the settings, never a new class. Everything is pure
 * but the look at the shipped files. Absent on purpose: keys, prices, and anything that is sent.
 */
package crossreview.profile;
