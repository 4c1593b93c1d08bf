// swift-tools-version: 6.2
import PackageDescription

// One room a target; arrows run one way: chancery → Pipeline → stages → Lexicon → Kernel.
// A C library stands only under the one room that needs it (docs/architecture.md).

let careful: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]
// Rooms that touch no C library hold no unsafe code, and the compiler sees to it.
let safe: [SwiftSetting] = careful + [.strictMemorySafety()]

// Debian has no archive of libxlsxwriter to link from: a binary without shared libraries writes no workbooks.
let hasWorkbooks = Context.environment["CHANCERY_WITHOUT_XLSX"] == nil
let workbook: [SwiftSetting] = hasWorkbooks ? [] : [.define("WITHOUT_XLSX")]
let workbookLibrary: [Target.Dependency] = hasWorkbooks ? ["CXlsxWriter"] : []
let workbookTargets: [Target] =
    hasWorkbooks
    ? [
        .systemLibrary(
            name: "CXlsxWriter", path: "Sources/System/CXlsxWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])])
    ] : []

let package = Package(
    name: "chancery",
    products: [
        .library(name: "Chancery", targets: ["Pipeline"]),
        .executable(name: "chancery", targets: ["chancery"]),
    ],
    targets: [
        .systemLibrary(
            name: "CICU", path: "Sources/System/CICU", pkgConfig: "icu-i18n",
            providers: [.apt(["libicu-dev"])]),
        .systemLibrary(
            name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CCMark", path: "Sources/System/CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(
            name: "CArchive", path: "Sources/System/CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/System/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),

        // The lexicons that ship, inside the binary (C's #embed: no run-time files, no Foundation).
        .target(name: "EmbeddedLexicons"),
        // Which traditional character is which simplified one, the same way.
        .target(name: "EmbeddedFolding", exclude: ["simplified.tsv"]),
        // The page for review: HTML, style and script, the same way.
        .target(name: "EmbeddedPage", exclude: ["Page"]),

        .target(name: "Kernel", swiftSettings: safe),
        .target(name: "ICUText", dependencies: ["CICU", "Kernel", "EmbeddedFolding"], swiftSettings: careful),
        .target(
            name: "Read",
            dependencies: ["Kernel", "ICUText", "CLibXML2", "CCMark", "CArchive"],
            swiftSettings: careful),
        .target(name: "Lexicon", dependencies: ["Kernel", "ICUText", "EmbeddedLexicons"], swiftSettings: careful),
        .target(name: "Segment", dependencies: ["Kernel", "ICUText"], swiftSettings: careful),
        .target(name: "Match", dependencies: ["Kernel", "Lexicon"], swiftSettings: safe),
        .target(name: "Dates", dependencies: ["Kernel", "ICUText"], swiftSettings: safe),
        .target(name: "Events", dependencies: ["Kernel", "Lexicon"], swiftSettings: safe),
        .target(name: "Merge", dependencies: ["Kernel"], swiftSettings: safe),
        .target(
            name: "Write", dependencies: ["Kernel", "EmbeddedPage", "CSQLite"] + workbookLibrary,
            swiftSettings: careful + workbook),
        .target(name: "Score", dependencies: ["Kernel", "Read"], swiftSettings: safe),
        .target(
            name: "Pipeline",
            dependencies: [
                "Kernel", "ICUText", "Read", "Lexicon", "Segment", "Match", "Dates", "Events", "Merge", "Write",
            ],
            swiftSettings: careful),
        .target(
            name: "Regression", dependencies: ["Kernel", "Lexicon", "Pipeline", "Read", "Write"],
            swiftSettings: careful),
        .executableTarget(
            name: "chancery",
            dependencies: [
                "Pipeline", "Kernel", "Lexicon", "Read", "Dates", "Merge", "Write", "Score", "Regression",
            ],
            swiftSettings: careful + workbook),

        .executableTarget(
            name: "Benchmarks", dependencies: ["Kernel", "Lexicon", "Pipeline", "Write"],
            swiftSettings: careful + workbook),

        // Runs the built program.
        .testTarget(name: "CommandTests", dependencies: ["chancery"], swiftSettings: careful),
        // Sees what is public and nothing else.
        .testTarget(name: "LibraryTests", dependencies: ["Pipeline"], swiftSettings: careful),
        .testTarget(name: "KernelTests", dependencies: ["Kernel"], swiftSettings: careful),
        .testTarget(name: "MergeTests", dependencies: ["Merge", "Read", "Write", "Kernel"], swiftSettings: careful),
        .testTarget(name: "WriteTests", dependencies: ["Write", "Kernel"], swiftSettings: careful),
        .testTarget(
            name: "EventTests", dependencies: ["Events", "Pipeline", "Lexicon", "Read", "Score", "Write", "Kernel"],
            swiftSettings: careful),
        .testTarget(
            name: "RegressionTests", dependencies: ["Regression", "Pipeline", "Lexicon", "Read", "Kernel", "Write"],
            swiftSettings: careful),
        .testTarget(name: "DatesTests", dependencies: ["Dates", "ICUText", "Kernel"], swiftSettings: careful),
        .testTarget(
            name: "LexiconTests", dependencies: ["Lexicon", "Pipeline", "Read", "ICUText", "Kernel"],
            swiftSettings: careful),
        .testTarget(
            name: "ReadTests", dependencies: ["Read", "Kernel", "ICUText", "CArchive"], swiftSettings: careful),
        .testTarget(
            name: "TablesTests", dependencies: ["Write", "Kernel", "CArchive", "CLibXML2", "CSQLite", "chancery"],
            swiftSettings: careful + workbook),
        .testTarget(
            name: "PageTests", dependencies: ["Write", "Pipeline", "Kernel", "ICUText"],
            exclude: ["browser.py", "drive.py"], swiftSettings: careful),
    ] + workbookTargets
)
