import Testing
@testable import Write
