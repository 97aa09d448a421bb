// BigVector: a std::vector whose large blocks lie in huge pages. The arrays of a large zone are
// reserved once and filled from the front: the faults of 4 KiB pages are a tenth of the time it
// takes to load one.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace zoneproof {

template <class T>
struct HugePages {
    using value_type = T;

    HugePages() = default;
    template <class U>
    HugePages(const HugePages<U>&) {}

    T* allocate(std::size_t count) {
        if (count > SIZE_MAX / sizeof(T)) throw std::bad_array_new_length();
        const std::size_t size = count * sizeof(T);
        if (size < least) return static_cast<T*>(::operator new(size));
        void* const data = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (data == MAP_FAILED) throw std::bad_alloc();
        madvise(data, size, MADV_HUGEPAGE);  // a wish: small pages do as well
        return static_cast<T*>(data);
    }
    void deallocate(T* data, std::size_t count) noexcept {
        if (count * sizeof(T) < least)
            ::operator delete(data);
        else
            munmap(data, count * sizeof(T));
    }
    friend bool operator==(const HugePages&, const HugePages&) { return true; }

private:
    // Below it the half-filled page at the end would weigh more than the faults it saves.
    static constexpr std::size_t least = std::size_t{4} << 20;
};

template <class T>
using BigVector = std::vector<T, HugePages<T>>;

}  // namespace zoneproof
