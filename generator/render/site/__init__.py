"""Document trees and records as pages of a site."""
