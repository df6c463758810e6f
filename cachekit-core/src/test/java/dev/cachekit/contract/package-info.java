/**
 * What every backend promises, as tests. A backend extends {@link dev.cachekit.contract.EntryStoreContract}, {@link
 * dev.cachekit.contract.ChannelContract} and {@link dev.cachekit.contract.BackendContract}; a backend that shares its
 * store with other programs also {@link dev.cachekit.contract.ForeignEntryContract}.
 */
@NullMarked
package dev.cachekit.contract;

import org.jspecify.annotations.NullMarked;
